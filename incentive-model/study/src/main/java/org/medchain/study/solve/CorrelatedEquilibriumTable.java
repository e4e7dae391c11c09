package org.medchain.study.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.solution.CorrelatedEquilibrium;
import org.medchain.game.solution.CorrelatedEquilibrium.ObedienceStage;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The best outcomes of a mediator's advice. */
final class CorrelatedEquilibriumTable {
  /** Beyond these the exact linear programme takes many seconds, and soon minutes. */
  private static final int PROFILES_MAX = 64;

  private static final int COARSE_PROFILES_MAX = 100;

  private CorrelatedEquilibriumTable() {}

  static void report(String concept, Game game, StudyResults findings) {
    boolean coarse = concept.equals("coarse");
    findings.heading(coarse ? "Coarse correlated equilibrium" : "Correlated equilibrium");
    int most = coarse ? COARSE_PROFILES_MAX : PROFILES_MAX;
    if (game.profileCount() > most) {
      String left =
          String.format(
              Locale.ROOT,
              "Not searched: with %d profiles, more than %d, the exact linear programme takes too"
                  + " long.",
              game.profileCount(),
              most);
      findings.json().putObject(concept).put("searched", left);
      findings.text(left);
      return;
    }
    CorrelatedEquilibrium best =
        CorrelatedEquilibrium.utilitarian(
            game, coarse ? ObedienceStage.COARSE : ObedienceStage.CORRELATED);
    ObjectNode json = findings.json().putObject(concept);
    json.set("payoffs", numbers(best.payoffs()));
    ArrayNode support = json.putArray("support");
    List<List<String>> rows = new ArrayList<>();
    for (int index = 0; index < game.profileCount(); index++) {
      BigFraction probability = best.probabilities().get(index);
      if (probability.getNumerator().signum() != 0) {
        List<String> actions = actions(game, game.profile(index));
        ObjectNode node = support.addObject();
        node.set("actions", ResultJson.texts(actions));
        ResultJson.put(node, "probability", Game.toDouble(probability));
        node.put("exact", NumberFormats.fraction(probability));
        rows.add(List.of(String.join(" · ", actions), NumberFormats.exact(probability)));
      }
    }
    findings.table(List.of("advised", "probability"), rows);
    findings.text(
        "The largest sum of payoffs: "
            + String.join(" + ", best.payoffs().stream().map(NumberFormats::exact).toList())
            + ". Of all such equilibria this one is best; where several are as good, one of them.");
  }

  private static List<String> actions(Game game, int[] profile) {
    List<String> actions = new ArrayList<>();
    for (int player = 0; player < profile.length; player++) {
      actions.add(EquilibriumAnalysis.actions(game, player).get(profile[player]));
    }
    return actions;
  }

  private static ArrayNode numbers(List<BigFraction> values) {
    return ResultJson.numbers(values.stream().mapToDouble(Game::toDouble).toArray());
  }
}
