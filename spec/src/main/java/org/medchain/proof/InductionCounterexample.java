package org.medchain.proof;

import com.microsoft.z3.Context;
import com.microsoft.z3.Expr;
import com.microsoft.z3.FuncDecl;
import com.microsoft.z3.Model;
import com.microsoft.z3.Sort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A model of a script: a state in which all assumptions hold, a step, and the line that is violated
 * after it.
 *
 * @param things by sort: replicas, views from the lowest, blocks by height
 * @param constants the subject of the step, and the values of the violated line's variables
 * @param relations by name, for which things they hold
 */
record InductionCounterexample(
    Map<String, List<String>> things,
    Map<String, String> constants,
    Map<String, Set<List<String>>> relations) {

  /** More would be no help to a reader. */
  private static final int MAX_TUPLES = 200_000;

  static InductionCounterexample of(Context context, Model model) {
    Map<String, String> names = new HashMap<>();
    Map<String, List<Expr<?>>> universe = universe(model, names);
    Map<String, List<String>> things = new LinkedHashMap<>();
    universe.forEach(
        (sort, all) ->
            things.put(sort, all.stream().map(each -> names.get(each.toString())).toList()));
    Map<String, String> constants = new TreeMap<>();
    for (FuncDecl<?> each : model.getConstDecls()) {
      String value = model.eval(each.apply(), true).toString();
      constants.put(word(each), names.getOrDefault(value, value));
    }
    Map<String, Set<List<String>>> relations = new TreeMap<>();
    for (FuncDecl<?> each : model.getFuncDecls()) {
      if (each.getRange().equals(context.getBoolSort()) && !word(each).contains("!")) {
        relations.put(word(each), tuples(model, each, universe, names));
      }
    }
    return new InductionCounterexample(things, constants, relations);
  }

  private static String word(FuncDecl<?> declaration) {
    return declaration.getName().toString();
  }

  private static Map<String, List<Expr<?>>> universe(Model model, Map<String, String> names) {
    Map<String, List<Expr<?>>> universe = new LinkedHashMap<>();
    for (Sort sort : model.getSorts()) {
      List<Expr<?>> all = new ArrayList<>(List.of(model.getSortUniverse(sort)));
      String kind = sort.getName().toString();
      all.sort(Comparator.comparingInt(each -> rank(model, kind, each, all)));
      for (int i = 0; i < all.size(); i++) {
        names.put(all.get(i).toString(), kind.toLowerCase(Locale.ROOT) + i);
      }
      universe.put(kind, all);
    }
    return universe;
  }

  /** How many of the same sort come before it in the order that the sort has. */
  private static int rank(Model model, String kind, Expr<?> each, List<Expr<?>> all) {
    String order =
        switch (kind) {
          case "View" -> "vle";
          case "Height" -> "hle";
          case "Epoch" -> "ele";
          case "Block" -> "ancestor";
          default -> "";
        };
    int rank = 0;
    for (FuncDecl<?> relation : model.getFuncDecls()) {
      if (word(relation).equals(order)) {
        for (Expr<?> other : all) {
          rank += model.eval(relation.apply(other, each), true).isTrue() ? 1 : 0;
        }
      }
    }
    return rank;
  }

  private static Set<List<String>> tuples(
      Model model,
      FuncDecl<?> relation,
      Map<String, List<Expr<?>>> universe,
      Map<String, String> names) {
    List<List<Expr<?>>> arguments = List.of(List.of());
    for (Sort sort : relation.getDomain()) {
      List<List<Expr<?>>> longer = new ArrayList<>();
      for (List<Expr<?>> begun : arguments) {
        for (Expr<?> each : universe.getOrDefault(sort.getName().toString(), List.of())) {
          List<Expr<?>> next = new ArrayList<>(begun);
          next.add(each);
          longer.add(next);
        }
      }
      arguments = longer;
    }
    Set<List<String>> holding = new LinkedHashSet<>();
    for (List<Expr<?>> each : arguments.subList(0, Math.min(MAX_TUPLES, arguments.size()))) {
      if (model.eval(relation.apply(each.toArray(Expr<?>[]::new)), true).isTrue()) {
        holding.add(each.stream().map(one -> names.get(one.toString())).toList());
      }
    }
    return holding;
  }

  boolean holds(String relation, String... arguments) {
    return relations.getOrDefault(relation, Set.of()).contains(List.of(arguments));
  }

  List<String> all(String sort) {
    return things.getOrDefault(sort, List.of());
  }

  /**
   * The subject of the step.
   *
   * @param names of the constants that its guards mention
   */
  String step(Set<String> names) {
    return values(names::contains);
  }

  /** Values of the violated line's variables. */
  String violated() {
    return values(name -> name.startsWith("!") && !name.startsWith("!!"));
  }

  private String values(Predicate<String> named) {
    return constants.entrySet().stream()
        .filter(each -> !each.getValue().startsWith("(_ "))
        .filter(each -> named.test(each.getKey()))
        .map(each -> each.getKey().replace("!", "") + " = " + each.getValue())
        .collect(Collectors.joining(", "));
  }
}
