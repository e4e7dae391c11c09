package org.medchain.study.solve;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.equilibrium.NashEquilibrium;
import org.medchain.game.equilibrium.NashSearchResult;
import org.medchain.game.equilibrium.NashSolver;
import org.medchain.game.equilibrium.NashSubset;
import org.medchain.game.equilibrium.SearchLimits;
import org.medchain.study.file.GambitFile;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Nash equilibria, continua among them. */
final class NashEquilibriumTable {
  /** More of them are in the JSON alone. */
  private static final int SUBSETS_SHOWN = 60;

  private NashEquilibriumTable() {}

  static NashSearchResult report(Game game, StudySection wanted, StudyResults findings) {
    StudySection limits = wanted.section("limits");
    NashSearchResult solution =
        NashSolver.solve(
            game, new SearchLimits(limits.value("work").asLong(), limits.integer("subsets")));
    json(solution, findings.json());
    findings.attach("game.nfg", GambitFile.strategic(game)); // replay.py reads it
    table(game, solution, findings);
    return solution;
  }

  private static void json(NashSearchResult solution, ObjectNode into) {
    ArrayNode list = into.putArray("equilibria");
    for (NashEquilibrium each : solution.equilibria()) {
      ObjectNode node = list.addObject();
      node.set("profile", ResultJson.rows(each.probabilities()));
      node.set("payoffs", ResultJson.numbers(each.payoffDoubles()));
      node.put("component", each.component());
      if (each.exact()) {
        ObjectNode exact = node.putObject("exact");
        ArrayNode profile = exact.putArray("profile");
        each.profile().forEach(strategy -> profile.add(ResultJson.fractions(strategy)));
        exact.set("payoffs", ResultJson.fractions(each.payoffs()));
      } else if (each.radius().isPresent()) {
        ObjectNode box = node.putObject("box");
        ArrayNode centre = box.putArray("centre");
        each.profile().forEach(strategy -> centre.add(ResultJson.fractions(strategy)));
        box.put("radius", NumberFormats.fraction(each.radius().get()));
      }
    }
    into.put("searched", solution.searchScope());
    into.put("complete", solution.complete());
    ArrayNode components = into.putArray("components");
    for (int number = 1; number <= solution.componentCount(); number++) {
      component(solution, number, components.addObject());
    }
  }

  private static void component(NashSearchResult solution, int number, ObjectNode node) {
    node.put("component", number);
    node.put("continuum", solution.isContinuum(number));
    if (number <= solution.indices().size()) {
      node.put("index", solution.indices().get(number - 1));
    }
    ArrayNode subsets = node.putArray("subsets");
    for (NashSubset each : solution.subsets()) {
      if (each.component() == number) {
        ObjectNode subset = subsets.addObject();
        ArrayNode first = subset.putArray("first");
        each.first().forEach(strategy -> first.add(ResultJson.fractions(strategy)));
        ArrayNode second = subset.putArray("second");
        each.second().forEach(strategy -> second.add(ResultJson.fractions(strategy)));
      }
    }
  }

  private static void table(Game game, NashSearchResult solution, StudyResults findings) {
    int count = solution.equilibria().size();
    findings.heading("Nash equilibria");
    List<String> columns = new ArrayList<>(List.of("component"));
    game.players().forEach(player -> columns.add(player.name()));
    game.players().forEach(player -> columns.add("payoff of " + player.name()));
    List<List<String>> rows = new ArrayList<>();
    for (NashEquilibrium each : solution.equilibria()) {
      rows.add(row(game, solution, each));
    }
    findings.table(columns, rows);
    findings.text(
        (count == 0 ? "None found." : count(game, solution))
            + " Searched: "
            + solution.searchScope()
            + (solution.complete() ? "." : ". There may be others."));
    continua(game, solution, findings);
  }

  private static String count(Game game, NashSearchResult solution) {
    int count = solution.equilibria().size();
    String kind = game.players().size() == 2 ? "extreme equilibri" : "equilibri";
    String of = count + " " + kind + (count == 1 ? "um" : "a");
    int components = solution.componentCount();
    return components == 0
        ? of + "."
        : of + " in " + components + (components == 1 ? " component." : " components.");
  }

  private static List<String> row(Game game, NashSearchResult solution, NashEquilibrium each) {
    List<String> row = new ArrayList<>();
    boolean continuum = each.component() > 0 && solution.isContinuum(each.component());
    row.add(each.component() == 0 ? "–" : each.component() + (continuum ? " (corner)" : ""));
    for (int player = 0; player < game.players().size(); player++) {
      row.add(
          NumberFormats.mixture(
              EquilibriumAnalysis.actions(game, player), each.profile().get(player)));
    }
    each.payoffs().forEach(payoff -> row.add(NumberFormats.exact(payoff)));
    return row;
  }

  /** A degenerate game has equilibria that are no isolated points: which sets they fill. */
  private static void continua(Game game, NashSearchResult solution, StudyResults findings) {
    List<NashSubset> wide =
        solution.subsets().stream().filter(each -> !each.isSingleton()).toList();
    if (wide.isEmpty() || game.players().size() != 2) {
      return;
    }
    findings.text(
        "The game is degenerate: these sets are equilibria throughout, every average of the one"
            + " side with every average of the other.");
    List<List<String>> rows = new ArrayList<>();
    for (NashSubset each : wide.subList(0, Math.min(wide.size(), SUBSETS_SHOWN))) {
      rows.add(
          List.of(
              Integer.toString(each.component()),
              side(game, 0, each.first()),
              side(game, 1, each.second())));
    }
    findings.table(
        List.of(
            "component",
            "averages of (" + game.players().get(0).name() + ")",
            "with averages of (" + game.players().get(1).name() + ")"),
        rows);
  }

  private static String side(Game game, int player, List<List<BigFraction>> corners) {
    return String.join(
        " | ",
        corners.stream()
            .map(corner -> NumberFormats.mixture(EquilibriumAnalysis.actions(game, player), corner))
            .toList());
  }
}
