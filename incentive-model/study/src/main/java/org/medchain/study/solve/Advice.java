package org.medchain.study.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.solution.CorrelatedEquilibrium;
import org.medchain.game.solution.CorrelatedEquilibrium.Kind;
import org.medchain.study.output.Findings;
import org.medchain.study.output.Json;
import org.medchain.study.output.Shown;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The best that a mediator's advice brings about. */
final class Advice {
  /** Beyond these the exact linear programme takes many seconds, and soon minutes. */
  private static final int PROFILES_MAX = 64;

  private static final int COARSE_PROFILES_MAX = 100;

  private Advice() {}

  static void find(String concept, Game game, Findings findings) {
    boolean coarse = concept.equals("coarse");
    findings.heading(coarse ? "Coarse correlated equilibrium" : "Correlated equilibrium");
    int most = coarse ? COARSE_PROFILES_MAX : PROFILES_MAX;
    if (game.profiles() > most) {
      String left =
          String.format(
              Locale.ROOT,
              "Not searched: with %d profiles, more than %d, the exact linear programme takes too long.",
              game.profiles(),
              most);
      findings.json().putObject(concept).put("searched", left);
      findings.text(left);
      return;
    }
    CorrelatedEquilibrium best =
        CorrelatedEquilibrium.best(game, coarse ? Kind.COARSE : Kind.CORRELATED);
    ObjectNode json = findings.json().putObject(concept);
    json.set("payoffs", numbers(best.payoffs()));
    ArrayNode support = json.putArray("support");
    List<List<String>> rows = new ArrayList<>();
    for (int index = 0; index < game.profiles(); index++) {
      BigFraction probability = best.probabilities().get(index);
      if (probability.getNumerator().signum() != 0) {
        List<String> actions = actions(game, game.profile(index));
        ObjectNode node = support.addObject();
        node.set("actions", Json.words(actions));
        Json.put(node, "probability", probability.doubleValue());
        node.put("exact", Shown.fraction(probability));
        rows.add(List.of(String.join(" · ", actions), Shown.exact(probability)));
      }
    }
    findings.table(List.of("advised", "probability"), rows);
    findings.text(
        "The largest sum of payoffs: "
            + String.join(" + ", best.payoffs().stream().map(Shown::exact).toList())
            + ". Of all such equilibria this one is best; where several are as good, one of them.");
  }

  private static List<String> actions(Game game, int[] profile) {
    List<String> actions = new ArrayList<>();
    for (int player = 0; player < profile.length; player++) {
      actions.add(Solving.actions(game, player).get(profile[player]));
    }
    return actions;
  }

  private static ArrayNode numbers(List<BigFraction> values) {
    return Json.numbers(values.stream().mapToDouble(BigFraction::doubleValue).toArray());
  }
}
