package org.medchain.study.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.Game;
import org.medchain.game.equilibrium.NashEquilibrium;
import org.medchain.game.equilibrium.PureEquilibria;
import org.medchain.game.exact.Fractions;
import org.medchain.game.repeated.FolkTheorem;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which profiles are kept up in the repeated game by the threat of a pure equilibrium of the stage
 * game forever (Friedman 1971), and from which discount factor on.
 */
final class RepeatedGameTable {
  private static final int PROFILES_MAX = 100;

  private RepeatedGameTable() {}

  static void report(Game game, StudySection wanted, StudyResults findings)
      throws UserInputException {
    findings.heading("Repeated play");
    List<NashEquilibrium> punishments = PureEquilibria.of(game);
    if (punishments.isEmpty() || game.profileCount() > PROFILES_MAX) {
      findings.text(
          punishments.isEmpty()
              ? "Not searched: the game has no pure equilibrium to threaten with."
              : "Not searched: more than " + PROFILES_MAX + " profiles.");
      return;
    }
    BigFraction discount = wanted.rational("discount");
    if (Fractions.sign(discount) <= 0 || discount.compareTo(BigFraction.ONE) >= 0) {
      throw wanted.refusal(
          "discount",
          wanted.keyName("discount") + " is " + NumberFormats.fraction(discount),
          "allowed: a number above 0 to under 1");
    }
    ObjectNode json = findings.json().putObject("repeated");
    ResultJson.put(json, "discount", Game.toDouble(discount));
    ArrayNode list = json.putArray("profiles");
    List<List<String>> rows = new ArrayList<>();
    for (int index = 0; index < game.profileCount(); index++) {
      int[] profile = game.profile(index);
      least(game, profile, punishments)
          .ifPresent(from -> row(game, profile, from, discount, list.addObject(), rows));
    }
    findings.table(
        List.of(
            "profile forever",
            "payoffs",
            "kept up from δ =",
            "at δ = " + NumberFormats.exact(discount)),
        rows);
    findings.text(
        "Threat: the pure equilibrium of the stage game that punishes hardest, forever. Other"
            + " punishments, and mixed ones, are not searched.");
  }

  /** By the hardest of the punishments. */
  private static Optional<BigFraction> least(
      Game game, int[] profile, List<NashEquilibrium> punishments) {
    return punishments.stream()
        .map(each -> FolkTheorem.criticalDiscount(game, profile, actions(each)))
        .flatMap(Optional::stream)
        .min(BigFraction::compareTo);
  }

  private static int[] actions(NashEquilibrium pure) {
    return pure.profile().stream()
        .mapToInt(strategy -> strategy.indexOf(BigFraction.ONE))
        .toArray();
  }

  private static void row(
      Game game,
      int[] profile,
      BigFraction from,
      BigFraction discount,
      ObjectNode node,
      List<List<String>> rows) {
    List<String> names = new ArrayList<>();
    List<BigFraction> payoffs = new ArrayList<>();
    for (int player = 0; player < profile.length; player++) {
      names.add(EquilibriumAnalysis.actions(game, player).get(profile[player]));
      payoffs.add(game.exactPayoff(player, profile));
    }
    boolean holds = discount.compareTo(from) >= 0;
    node.set("actions", ResultJson.texts(names));
    ResultJson.put(node, "least_discount", Game.toDouble(from));
    node.put("exact", NumberFormats.fraction(from));
    node.put("holds", holds);
    rows.add(
        List.of(
            String.join(" · ", names),
            String.join(", ", payoffs.stream().map(NumberFormats::exact).toList()),
            NumberFormats.exact(from),
            holds ? "yes" : "no"));
  }
}
