package org.medchain.study.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.medchain.game.Game;
import org.medchain.game.solution.Dominance;
import org.medchain.game.solution.EliminationStep;
import org.medchain.game.solution.IteratedDominance;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The result of iterated elimination of dominated actions. */
final class DominanceTable {
  /** Actions times profiles: there is an exact linear programme for each action, in each round. */
  private static final long SIZE_MAX = 40_000;

  private DominanceTable() {}

  static void report(Game game, StudyResults findings) {
    findings.heading("Iterated dominance");
    if (isLarge(game)) {
      String left =
          String.format(
              Locale.ROOT,
              "Not searched: with %d profiles the exact linear programmes take too long.",
              game.profileCount());
      findings.json().putObject("dominance").put("searched", left);
      findings.text(left);
      return;
    }
    ObjectNode json = findings.json().putObject("dominance");
    one(game, "strict", IteratedDominance.of(game, Dominance.STRICT), json, findings);
    one(game, "weak", IteratedDominance.of(game, Dominance.WEAK), json, findings);
    findings.text(
        "Weak dominance is eliminated all at once in each round; other orders may leave something"
            + " else, and are not searched.");
  }

  private static boolean isLarge(Game game) {
    long actions = game.players().stream().mapToLong(each -> each.actions().size()).sum();
    return actions * game.profileCount() > SIZE_MAX;
  }

  private static void one(
      Game game, String kind, IteratedDominance result, ObjectNode json, StudyResults findings) {
    ObjectNode node = json.putObject(kind);
    ArrayNode survivors = node.putArray("survivors");
    List<String> left = new ArrayList<>();
    for (int player = 0; player < game.players().size(); player++) {
      List<String> names = names(game, player, result.survivors().get(player));
      survivors.add(ResultJson.texts(names));
      left.add(game.players().get(player).name() + ": " + String.join(", ", names));
    }
    ArrayNode steps = node.putArray("eliminations");
    List<List<String>> rows = new ArrayList<>();
    for (EliminationStep each : result.eliminations()) {
      List<String> actions = EquilibriumAnalysis.actions(game, each.player());
      ObjectNode step = steps.addObject();
      step.put("round", each.round());
      step.put("player", game.players().get(each.player()).name());
      step.put("action", actions.get(each.action()));
      step.set("by", ResultJson.fractions(each.dominatingStrategy()));
      rows.add(
          List.of(
              Integer.toString(each.round()),
              game.players().get(each.player()).name(),
              actions.get(each.action()),
              NumberFormats.mixture(actions, each.dominatingStrategy())));
    }
    findings.text(
        (kind.equals("strict") ? "Strict" : "Weak")
            + " dominance"
            + (rows.isEmpty()
                ? " takes nothing out."
                : " leaves " + String.join("; ", left) + "."));
    findings.table(List.of("round", "player", "action", "dominated by"), rows);
  }

  static void reportRationalizable(Game game, StudyResults findings) {
    if (isLarge(game)) {
      return;
    }
    // Between two players that is what survives strict dominance (Pearce 1984).
    List<List<Integer>> actions = IteratedDominance.of(game, Dominance.STRICT).survivors();
    ArrayNode json = findings.json().putArray("rationalizable");
    List<String> words = new ArrayList<>();
    for (int player = 0; player < 2; player++) {
      List<String> names = names(game, player, actions.get(player));
      json.add(ResultJson.texts(names));
      words.add(game.players().get(player).name() + ": " + String.join(", ", names));
    }
    findings.text("Rationalizable: " + String.join("; ", words) + ".");
  }

  private static List<String> names(Game game, int player, List<Integer> actions) {
    return actions.stream().map(EquilibriumAnalysis.actions(game, player)::get).toList();
  }
}
