package org.medchain.study.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.medchain.game.Game;
import org.medchain.game.SymmetricGame;
import org.medchain.game.solution.EvolutionaryStability;
import org.medchain.game.solution.EvolutionaryStability.EquilibriumFamily;
import org.medchain.game.solution.EvolutionaryStability.StabilityVerdict;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Which symmetric equilibria mutants cannot invade: ESS and NSS distinguished. */
final class EvolutionaryStabilityTable {
  private static final int STRATEGIES_MAX = 8;

  private EvolutionaryStabilityTable() {}

  static void report(SymmetricGame game, StudyResults findings) {
    findings.heading("Evolutionary stability");
    if (game.strategies().size() > STRATEGIES_MAX) {
      findings.text(
          String.format(
              Locale.ROOT,
              "Not searched: the game has %d strategies, more than %d.",
              game.strategies().size(),
              STRATEGIES_MAX));
      return;
    }
    ArrayNode json = findings.json().putArray("stability");
    List<List<String>> rows = new ArrayList<>();
    for (EquilibriumFamily each : EvolutionaryStability.of(game).families()) {
      json(each, json.addObject());
      rows.add(
          List.of(
              NumberFormats.mixture(game.strategies(), each.equilibrium())
                  + (each.dimension() > 0 ? " (one of a continuum)" : ""),
              NumberFormats.exact(each.payoff()),
              words(each.verdict()),
              each.mutant()
                  .map(mutant -> NumberFormats.mixture(game.strategies(), mutant.strategy()))
                  .orElse("–")));
    }
    findings.table(List.of("symmetric equilibrium", "payoff", "stability", "because of"), rows);
    findings.text(
        "Searched: every set of strategies in use, exactly. Not searched: sets that are stable only"
            + " as a whole.");
  }

  private static void json(EquilibriumFamily family, ObjectNode node) {
    node.set("equilibrium", ResultJson.numbers(doubles(family)));
    node.set("exact", ResultJson.fractions(family.equilibrium()));
    node.put("dimension", family.dimension());
    node.put("verdict", words(family.verdict()));
    family
        .mutant()
        .ifPresent(mutant -> node.set("mutant", ResultJson.fractions(mutant.strategy())));
  }

  private static double[] doubles(EquilibriumFamily family) {
    return family.equilibrium().stream().mapToDouble(Game::toDouble).toArray();
  }

  private static String words(StabilityVerdict verdict) {
    return switch (verdict) {
      case STRICT -> "ESS, strict";
      case EVOLUTIONARILY_STABLE -> "ESS";
      case NEUTRALLY_STABLE -> "NSS, no ESS";
      case INVADED -> "none: invaded";
    };
  }
}
