package org.medchain.study.solve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.Game;
import org.medchain.game.GroupGame;
import org.medchain.game.equilibrium.NashEquilibrium;
import org.medchain.game.equilibrium.PureEquilibria;
import org.medchain.game.exact.Fractions;
import org.medchain.game.exact.Vectors;
import org.medchain.game.repeated.FolkTheorem;
import org.medchain.game.solution.CorrelatedEquilibrium;
import org.medchain.game.solution.CorrelatedEquilibrium.ObedienceStage;
import org.medchain.game.solution.Dominance;
import org.medchain.game.solution.EliminationStep;
import org.medchain.game.solution.EvolutionaryStability;
import org.medchain.game.solution.EvolutionaryStability.EquilibriumFamily;
import org.medchain.game.solution.EvolutionaryStability.StabilityVerdict;
import org.medchain.game.solution.IteratedDominance;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.ResultTable;
import org.medchain.study.output.StudyResults;
import org.medchain.study.output.StudyText;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What reason alone tells of a game, apart from its Nash equilibria. */
record EquilibriumTables(Game game, StudyResults findings) {
  /** Beyond these the exact linear programme takes many seconds, and soon minutes. */
  private static final int PROFILES_MAX = 64;

  private static final int COARSE_PROFILES_MAX = 100;

  /** Actions times profiles: there is an exact linear programme for each action, in each round. */
  private static final long DOMINANCE_MAX = 40_000;

  private static final int STRATEGIES_MAX = 8;
  private static final int REPEATED_PROFILES_MAX = 100;

  private List<String> actions(int player) {
    return game.players().get(player).actions();
  }

  private List<String> actions(int[] profile) {
    return Vectors.list(profile.length, player -> actions(player).get(profile[player]));
  }

  private void left(String concept, String why) {
    findings.json().putObject(concept).put("searched", why);
    findings.text(why);
  }

  /** The best outcomes of a mediator's advice. */
  void correlated(String concept) {
    boolean coarse = concept.equals("coarse");
    findings.heading(coarse ? "Coarse correlated equilibrium" : "Correlated equilibrium");
    int most = coarse ? COARSE_PROFILES_MAX : PROFILES_MAX;
    if (game.profileCount() > most) {
      left(concept, StudyText.of("correlated.left", game.profileCount(), most));
      return;
    }
    CorrelatedEquilibrium best =
        CorrelatedEquilibrium.utilitarian(
            game, coarse ? ObedienceStage.COARSE : ObedienceStage.CORRELATED);
    ObjectNode json = findings.json().putObject(concept);
    json.set("payoffs", ResultJson.numbers(best.payoffs()));
    ArrayNode support = json.putArray("support");
    ResultTable table = ResultTable.named("correlated");
    for (int index = 0; index < game.profileCount(); index++) {
      BigFraction probability = best.probabilities().get(index);
      if (Fractions.sign(probability) != 0) {
        List<String> advised = actions(game.profile(index));
        table
            .row(support)
            .json("actions", advised)
            .json("probability", Game.toDouble(probability))
            .cell(String.join(" · ", advised))
            .put("exact", probability);
      }
    }
    findings.table(table);
    findings.say(
        "correlated.best",
        String.join(" + ", best.payoffs().stream().map(NumberFormats::exact).toList()));
  }

  /** The result of iterated elimination of dominated actions. */
  void dominance() {
    findings.heading("Iterated dominance");
    long actions = game.players().stream().mapToLong(each -> each.actions().size()).sum();
    if (actions * game.profileCount() > DOMINANCE_MAX) {
      left("dominance", StudyText.of("dominance.left", game.profileCount()));
      return;
    }
    ObjectNode json = findings.json().putObject("dominance");
    dominance("Strict", IteratedDominance.of(game, Dominance.STRICT), json.putObject("strict"));
    dominance("Weak", IteratedDominance.of(game, Dominance.WEAK), json.putObject("weak"));
    findings.say("dominance.order");
  }

  private void dominance(String kind, IteratedDominance result, ObjectNode json) {
    String left = survivors(result.survivors(), json.putArray("survivors"));
    ArrayNode steps = json.putArray("eliminations");
    ResultTable table = ResultTable.named("dominance");
    for (EliminationStep each : result.eliminations()) {
      table
          .row(steps)
          .put("round", each.round())
          .put("player", game.players().get(each.player()).name())
          .put("action", actions(each.player()).get(each.action()))
          .json("by", each.dominatingStrategy())
          .cell(NumberFormats.mixture(actions(each.player()), each.dominatingStrategy()));
    }
    findings.text(
        kind + " dominance" + (table.isEmpty() ? " takes nothing out." : " leaves " + left + "."));
    findings.table(table);
  }

  private String survivors(List<List<Integer>> survivors, ArrayNode json) {
    List<String> words = new ArrayList<>();
    for (int player = 0; player < survivors.size(); player++) {
      List<String> names = survivors.get(player).stream().map(actions(player)::get).toList();
      json.add(ResultJson.of(names));
      words.add(game.players().get(player).name() + ": " + String.join(", ", names));
    }
    return String.join("; ", words);
  }

  /** Which symmetric equilibria mutants cannot invade: ESS and NSS distinguished. */
  void stability(GroupGame symmetric) {
    findings.heading("Evolutionary stability");
    List<String> names = symmetric.strategies();
    if (names.size() > STRATEGIES_MAX) {
      findings.say("stability.left", names.size(), STRATEGIES_MAX);
      return;
    }
    ArrayNode json = findings.json().putArray("stability");
    ResultTable table = ResultTable.named("stability");
    for (EquilibriumFamily each : EvolutionaryStability.of(symmetric).families()) {
      ResultTable.Row row =
          table
              .row(json)
              .json("equilibrium", ResultJson.numbers(each.equilibrium()))
              .json("exact", each.equilibrium())
              .json("dimension", each.dimension())
              .cell(
                  NumberFormats.mixture(names, each.equilibrium())
                      + (each.dimension() > 0 ? " (one of a continuum)" : ""))
              .cell(each.payoff())
              .put("verdict", words(each.verdict()));
      each.mutant().ifPresent(mutant -> row.json("mutant", mutant));
      row.cell(each.mutant().map(mutant -> NumberFormats.mixture(names, mutant)).orElse("–"));
    }
    findings.table(table);
    findings.say("stability.searched");
  }

  private static String words(StabilityVerdict verdict) {
    return switch (verdict) {
      case STRICT -> "ESS, strict";
      case EVOLUTIONARILY_STABLE -> "ESS";
      case NEUTRALLY_STABLE -> "NSS, no ESS";
      case INVADED -> "none: invaded";
    };
  }

  /**
   * Which profiles are kept up in the repeated game by the threat of a pure equilibrium of the
   * stage game forever (Friedman 1971), and from which discount factor on.
   */
  void repeated(StudySection wanted) throws UserInputException {
    findings.heading("Repeated play");
    List<NashEquilibrium> punishments = PureEquilibria.of(game);
    if (punishments.isEmpty()) {
      findings.say("forever.none");
      return;
    }
    if (game.profileCount() > REPEATED_PROFILES_MAX) {
      findings.say("forever.left", REPEATED_PROFILES_MAX);
      return;
    }
    BigFraction discount = wanted.rational("discount");
    if (Fractions.sign(discount) <= 0 || discount.compareTo(BigFraction.ONE) >= 0) {
      throw wanted.wrong(
          "discount",
          "is " + NumberFormats.fraction(discount),
          "allowed: a number above 0 to under 1");
    }
    ObjectNode json = findings.json().putObject("repeated");
    json.put("discount", Game.toDouble(discount));
    ArrayNode list = json.putArray("profiles");
    ResultTable table =
        ResultTable.named("forever").column("at δ = " + NumberFormats.exact(discount));
    for (int index = 0; index < game.profileCount(); index++) {
      int[] profile = game.profile(index);
      least(profile, punishments).ifPresent(from -> row(table, list, profile, from, discount));
    }
    findings.table(table);
    findings.say("forever.threat");
  }

  /** By the hardest of the punishments. */
  private Optional<BigFraction> least(int[] profile, List<NashEquilibrium> punishments) {
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

  private void row(
      ResultTable table, ArrayNode list, int[] profile, BigFraction from, BigFraction discount) {
    List<String> payoffs =
        Vectors.list(
            profile.length, player -> NumberFormats.exact(game.exactPayoff(player, profile)));
    table
        .row(list)
        .json("actions", actions(profile))
        .json("least_discount", Game.toDouble(from))
        .cell(String.join(" · ", actions(profile)))
        .cell(String.join(", ", payoffs))
        .put("exact", from)
        .put("holds", discount.compareTo(from) >= 0);
  }
}
