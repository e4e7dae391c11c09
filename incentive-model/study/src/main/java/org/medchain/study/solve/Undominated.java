package org.medchain.study.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.medchain.game.Game;
import org.medchain.game.solution.Dominance;
import org.medchain.game.solution.Elimination;
import org.medchain.game.solution.IteratedDominance;
import org.medchain.game.solution.IteratedDominance.Order;
import org.medchain.game.solution.Rationalizability;
import org.medchain.study.output.Findings;
import org.medchain.study.output.Json;
import org.medchain.study.output.Shown;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What is left when no sensible player does what is dominated. */
final class Undominated {
  /** Actions times profiles: there is an exact linear programme for each action, in each round. */
  private static final long SIZE_MAX = 40_000;

  private Undominated() {}

  static void find(Game game, Findings findings) {
    findings.heading("Iterated dominance");
    if (isLarge(game)) {
      String left =
          String.format(
              Locale.ROOT,
              "Not searched: with %d profiles the exact linear programmes take too long.",
              game.profiles());
      findings.json().putObject("dominance").put("searched", left);
      findings.text(left);
      return;
    }
    ObjectNode json = findings.json().putObject("dominance");
    one(
        game,
        "strict",
        IteratedDominance.of(game, Dominance.STRICT, Order.TOGETHER),
        json,
        findings);
    one(game, "weak", IteratedDominance.of(game, Dominance.WEAK, Order.TOGETHER), json, findings);
    findings.text(
        "Weak dominance is eliminated all at once in each round; other orders may leave something"
            + " else, and are not searched.");
  }

  private static boolean isLarge(Game game) {
    long actions = game.players().stream().mapToLong(each -> each.actions().size()).sum();
    return actions * game.profiles() > SIZE_MAX;
  }

  private static void one(
      Game game, String kind, IteratedDominance result, ObjectNode json, Findings findings) {
    ObjectNode node = json.putObject(kind);
    ArrayNode survivors = node.putArray("survivors");
    List<String> left = new ArrayList<>();
    for (int player = 0; player < game.players().size(); player++) {
      List<String> names = names(game, player, result.survivors().get(player));
      survivors.add(Json.words(names));
      left.add(game.players().get(player).name() + ": " + String.join(", ", names));
    }
    ArrayNode steps = node.putArray("eliminations");
    List<List<String>> rows = new ArrayList<>();
    for (Elimination each : result.eliminations()) {
      List<String> actions = Solving.actions(game, each.player());
      ObjectNode step = steps.addObject();
      step.put("round", each.round());
      step.put("player", game.players().get(each.player()).name());
      step.put("action", actions.get(each.action()));
      step.set("by", Json.fractions(each.by()));
      rows.add(
          List.of(
              Integer.toString(each.round()),
              game.players().get(each.player()).name(),
              actions.get(each.action()),
              Shown.mixture(actions, each.by())));
    }
    findings.text(
        (kind.equals("strict") ? "Strict" : "Weak")
            + " dominance"
            + (rows.isEmpty()
                ? " takes nothing out."
                : " leaves " + String.join("; ", left) + "."));
    findings.table(List.of("round", "player", "action", "dominated by"), rows);
  }

  static void rationalizable(Game game, Findings findings) {
    if (isLarge(game)) {
      return;
    }
    Rationalizability result = Rationalizability.of(game);
    ArrayNode json = findings.json().putArray("rationalizable");
    List<String> words = new ArrayList<>();
    for (int player = 0; player < 2; player++) {
      List<String> names = names(game, player, result.actions().get(player));
      json.add(Json.words(names));
      words.add(game.players().get(player).name() + ": " + String.join(", ", names));
    }
    findings.text("Rationalizable: " + String.join("; ", words) + ".");
  }

  private static List<String> names(Game game, int player, List<Integer> actions) {
    return actions.stream().map(Solving.actions(game, player)::get).toList();
  }
}
