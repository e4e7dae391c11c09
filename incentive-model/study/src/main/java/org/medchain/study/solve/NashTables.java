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
import org.medchain.game.extensive.BehaviourStrategy;
import org.medchain.game.extensive.BehaviourStrategy.InformationSetBehaviour;
import org.medchain.game.extensive.ReducedNormalForm;
import org.medchain.study.file.GambitFile;
import org.medchain.study.file.StudyGame;
import org.medchain.study.file.StudyGame.ExtensiveStudyGame;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.ResultTable;
import org.medchain.study.output.StudyResults;
import org.medchain.study.output.StudyText;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Nash equilibria, continua among them; of a tree, what they do at its information sets. */
record NashTables(Game game, StudySection wanted, StudyResults findings) {
  /** More of them are in the JSON alone. */
  private static final int SUBSETS_SHOWN = 60;

  private static final int BEHAVIOUR_SHOWN = 12;

  void report(StudyGame study) {
    NashSearchResult solution = solve();
    json(solution, findings.json());
    findings.attach("game.nfg", GambitFile.strategic(game)); // replay.py reads it
    table(solution);
    continua(solution);
    if (study instanceof ExtensiveStudyGame extensive) {
      behaviour(extensive.form(), solution.equilibria());
    }
  }

  NashSearchResult solve() {
    StudySection limits = wanted.section("limits");
    return NashSolver.solve(
        game, new SearchLimits(limits.value("work").asLong(), limits.integer("subsets")));
  }

  private static void json(NashSearchResult solution, ObjectNode into) {
    ArrayNode list = into.putArray("equilibria");
    for (NashEquilibrium each : solution.equilibria()) {
      ObjectNode node = list.addObject();
      ResultJson.put(node, "profile", each.probabilities());
      ResultJson.put(node, "payoffs", each.payoffDoubles());
      node.put("component", each.component());
      if (each.exact()) {
        ObjectNode exact = node.putObject("exact");
        ResultJson.put(exact, "profile", each.profile());
        ResultJson.put(exact, "payoffs", each.payoffs());
      } else if (each.radius().isPresent()) {
        ObjectNode box = node.putObject("box");
        ResultJson.put(box, "centre", each.profile());
        ResultJson.put(box, "radius", each.radius().get());
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
    ArrayNode subsets = node.putArray("subsets");
    for (NashSubset each : solution.subsets()) {
      if (each.component() == number) {
        ObjectNode subset = subsets.addObject();
        ResultJson.put(subset, "first", each.first());
        ResultJson.put(subset, "second", each.second());
      }
    }
  }

  private void table(NashSearchResult solution) {
    findings.heading("Nash equilibria");
    ResultTable table = new ResultTable(List.of("component"));
    game.players().forEach(player -> table.column(player.name()));
    game.players().forEach(player -> table.column("payoff of " + player.name()));
    for (NashEquilibrium each : solution.equilibria()) {
      boolean continuum = each.component() > 0 && solution.isContinuum(each.component());
      ResultTable.Row row =
          table
              .row()
              .cell(
                  each.component() == 0 ? "–" : each.component() + (continuum ? " (corner)" : ""));
      for (int player = 0; player < game.players().size(); player++) {
        row.cell(mixture(player, each.profile().get(player)));
      }
      each.payoffs().forEach(row::cell);
    }
    findings.table(table);
    findings.text(
        (table.isEmpty() ? "None found." : count(solution))
            + " Searched: "
            + solution.searchScope()
            + (solution.complete() ? "." : ". There may be others."));
  }

  private String mixture(int player, List<BigFraction> strategy) {
    return NumberFormats.mixture(game.players().get(player).actions(), strategy);
  }

  private String count(NashSearchResult solution) {
    int count = solution.equilibria().size();
    String kind = game.players().size() == 2 ? "extreme equilibri" : "equilibri";
    String of = count + " " + kind + (count == 1 ? "um" : "a");
    int components = solution.componentCount();
    return components == 0
        ? of + "."
        : of + " in " + components + (components == 1 ? " component." : " components.");
  }

  /** A degenerate game has equilibria that are no isolated points: which sets they fill. */
  private void continua(NashSearchResult solution) {
    if (game.players().size() != 2) {
      return;
    }
    ResultTable table =
        new ResultTable(
            List.of(
                "component",
                "averages of (" + game.players().get(0).name() + ")",
                "with averages of (" + game.players().get(1).name() + ")"));
    for (NashSubset each : solution.subsets()) {
      if (!each.isSingleton()) {
        table.row().cell(each.component()).cell(side(0, each.first())).cell(side(1, each.second()));
      }
    }
    if (!table.isEmpty()) {
      findings.say("continua.text");
      findings.table(table.first(SUBSETS_SHOWN));
    }
  }

  private String side(int player, List<List<BigFraction>> corners) {
    return String.join(" | ", corners.stream().map(each -> mixture(player, each)).toList());
  }

  /** The players of a tree with their information sets, in place of their strategies. */
  static List<String> players(ReducedNormalForm form) {
    List<String> players = new ArrayList<>();
    for (int player = 0; player < form.extensiveGame().players().size(); player++) {
      List<String> sets =
          form.informationSets(player).stream()
              .map(set -> set.label() + ": " + String.join(" or ", set.labels()))
              .toList();
      players.add(
          "%s (%s; reduced strategies: %s)"
              .formatted(
                  form.extensiveGame().players().get(player),
                  sets.isEmpty() ? "never moves" : String.join(", ", sets),
                  form.game().actionCount(player)));
    }
    return players;
  }

  /** Who moves where, and what the equilibria do there (GAME-20). */
  private void behaviour(ReducedNormalForm form, List<NashEquilibrium> equilibria) {
    List<String> players = form.extensiveGame().players();
    ArrayNode json = findings.json().putArray("behaviour");
    ResultTable table = ResultTable.named("behaviour");
    int shown = 0;
    for (int number = 1; number <= equilibria.size(); number++) {
      NashEquilibrium equilibrium = equilibria.get(number - 1);
      ArrayNode sets = json.addObject().put("equilibrium", number).putArray("sets");
      for (InformationSetBehaviour at :
          BehaviourStrategy.of(form, equilibrium.profile()).informationSets()) {
        row(table.row(sets).cell(number), players, at, equilibrium.exact());
        shown += number <= BEHAVIOUR_SHOWN ? 1 : 0;
      }
    }
    findings.heading("Behaviour at the information sets");
    findings.table(table.first(shown));
    List<String> text = new ArrayList<>();
    if (equilibria.size() > BEHAVIOUR_SHOWN) {
      text.add(StudyText.of("behaviour.shown", BEHAVIOUR_SHOWN, equilibria.size()));
    }
    text.add(StudyText.of("behaviour.dash"));
    for (int player = 0; player < players.size(); player++) {
      if (!form.hasPerfectRecall(player)) {
        text.add(StudyText.of("behaviour.recall", players.get(player)));
      }
    }
    text.add(StudyText.of("behaviour.solved"));
    findings.text(String.join(" ", text));
  }

  private static void row(
      ResultTable.Row row, List<String> players, InformationSetBehaviour at, boolean exact) {
    row.put("player", players.get(at.set().player()))
        .put("set", at.set().label())
        .json("reached", Game.toDouble(at.reachProbability()))
        .json("actions", at.set().labels());
    if (at.probabilities().isEmpty()) {
      row.json().putNull("probabilities");
      row.cell("–");
    } else {
      row.json("probabilities", ResultJson.numbers(at.probabilities()));
      if (exact) {
        row.json("exact", at.probabilities());
      }
      row.cell(NumberFormats.mixture(at.set().labels(), at.probabilities()));
    }
    row.cell(at.reachProbability());
  }
}
