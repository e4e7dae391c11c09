package org.medchain.proof;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * {@code agreement.smt2}, taken apart at the annotations ({@code set-info}) that SMT-LIB ignores.
 */
final class ProofText {
  private static final String FILE = "agreement.smt2";

  /** Declarations, in the order of the file. */
  final List<Term> declarations = new ArrayList<>();

  /** Names of relations that actions change. */
  final Set<String> state = new LinkedHashSet<>();

  /** Names of the parameters of an action. */
  final Set<String> parameters = new LinkedHashSet<>();

  /** Everything defined but counts and updates, by name, in the order of the file. */
  final Map<String, Term> definitions = new LinkedHashMap<>();

  /** Sentences of axioms, lines, lemmas, counts and actions, by their kind and name. */
  final Map<String, Map<String, String>> sentences = new LinkedHashMap<>();

  /** By name. */
  final Map<String, ProofGuard> guards = new LinkedHashMap<>();

  /** By action, the relations that it changes and their values afterwards. */
  final Map<String, Map<String, Term>> updates = new LinkedHashMap<>();

  /** By condition, the lines that it uses. */
  final Map<String, List<String>> uses = new LinkedHashMap<>();

  /** By condition, the facts about single blocks that it uses. */
  final Map<String, List<Term>> instances = new LinkedHashMap<>();

  /** Guards, axioms, lines and lemmas, each with a condition that fails without it. */
  final Map<String, String> needed = new LinkedHashMap<>();

  /** Guards that no condition uses. */
  final Set<String> forbidding = new LinkedHashSet<>();

  private boolean inState;
  private boolean inParameters;

  private ProofText() {}

  /** The proof. */
  static ProofText load() {
    ProofText proof = new ProofText();
    Term.read(resource(FILE)).forEach(proof::take);
    return proof;
  }

  static String resource(String name) {
    try (InputStream in = ProofText.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Set<String> names(String kind) {
    return sentences.getOrDefault(kind, Map.of()).keySet();
  }

  private void take(Term form) {
    switch (form.at(0).toString()) {
      case "set-info" -> annotation(form.at(1).toString().substring(1), form.at(2));
      case "define-fun" -> define(form);
      default -> {
        declarations.add(form);
        if (inState) {
          state.add(form.at(1).toString());
        } else if (inParameters && form.begins("declare-const")) {
          parameters.add(form.at(1).toString());
        }
      }
    }
  }

  private void annotation(String kind, Term about) {
    switch (kind) {
      case "rigid", "state", "parameters", "initially" -> {
        inState = kind.equals("state");
        inParameters = kind.equals("parameters");
      }
      case "guard" -> {
        ProofGuard guard =
            new ProofGuard(
                about.at(0).toString(),
                about.at(1).toString(),
                about.at(2).sentence(),
                about.at(3).sentence(),
                about.at(4).sentence());
        guards.put(guard.name(), guard);
      }
      case "needed" -> needed.put(about.at(0).toString(), about.at(1).toString());
      case "forbids" -> about.parts().forEach(guard -> forbidding.add(guard.toString()));
      case "condition" -> {
        String id = about.at(0).toString();
        uses.put(id, tail(about.at(1)).stream().map(Term::toString).toList());
        if (about.parts().size() > 2) {
          instances.put(id, tail(about.at(2)));
        }
      }
      default ->
          sentences
              .computeIfAbsent(kind, key -> new LinkedHashMap<>())
              .put(about.at(0).toString(), about.at(1).sentence());
    }
  }

  private static List<Term> tail(Term list) {
    return list.parts().subList(1, list.parts().size());
  }

  /** Takes a definition, or another one in the place of an earlier. */
  void define(Term definition) {
    String name = definition.at(1).toString();
    int slash = name.indexOf('/');
    if (slash > 0) {
      updates
          .computeIfAbsent(name.substring(0, slash), key -> new LinkedHashMap<>())
          .put(name.substring(slash + 1), definition);
    } else {
      definitions.put(name, definition);
    }
  }

  /** The relations, definitions and lines that are others after this action. */
  Set<String> changedBy(String action) {
    Set<String> changed = new LinkedHashSet<>(updates.getOrDefault(action, Map.of()).keySet());
    for (Map.Entry<String, Term> each : definitions.entrySet()) {
      if (!each.getKey().contains(".") && each.getValue().at(4).mentions(changed)) {
        changed.add(each.getKey());
      }
    }
    return changed;
  }

  /** The guards of an action. */
  List<ProofGuard> guardsOf(String action) {
    return guards.values().stream().filter(guard -> guard.action().equals(action)).toList();
  }

  /** The constants that an action is about: those that its guards and updates name. */
  Set<String> parametersOf(String action) {
    List<Term> said = new ArrayList<>(updates.getOrDefault(action, Map.of()).values());
    guardsOf(action).forEach(guard -> said.add(definitions.get(guard.name())));
    return parameters.stream()
        .filter(name -> said.stream().anyMatch(each -> each.mentions(Set.of(name))))
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** All that has to be shown. */
  List<ProofCondition> conditions() {
    List<ProofCondition> all = new ArrayList<>();
    names("count").forEach(count -> all.add(new ProofCondition(ProofCondition.COUNT, count)));
    names("line").forEach(line -> all.add(new ProofCondition(ProofCondition.INIT, line)));
    names("lemma").forEach(lemma -> all.add(new ProofCondition(ProofCondition.LEMMA, lemma)));
    for (String action : names("action")) {
      Set<String> changed = changedBy(action);
      names("line").stream()
          .filter(changed::contains)
          .forEach(line -> all.add(new ProofCondition(action, line)));
    }
    return all;
  }

  /** The lines and lemmas that a condition uses; a plus marks those of the state afterwards. */
  List<String> usesOf(ProofCondition condition) {
    List<String> alone = condition.isOfAction() ? List.of(condition.line()) : List.of();
    return uses.getOrDefault(condition.id(), alone);
  }
}
