package org.medchain.credit.evaluation;

import static org.medchain.credit.Parameter.INITIAL_POINTS;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.medchain.credit.CashPayoffs;
import org.medchain.credit.CreditGames;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.analysis.HonestEquilibriumStatus;
import org.medchain.credit.analysis.HonestSharingBasin;
import org.medchain.credit.conditions.Conditions;
import org.medchain.credit.strategy.CreditPopulation;
import org.medchain.credit.strategy.Strategies;
import org.medchain.credit.strategy.Strategy;

/** What a repair is to better, as a number between 0 and 1 for each economy (GAME-16). */
public enum PerformanceMeasure {
  /** An honest upload pays a newcomer at least as much as a false one (T2, T7, T9). */
  NEWCOMERS_DETERRED("a newcomer does no better by a false record", PerformanceMeasure::deters),
  /** No one registers for the initial points (T10). */
  NO_SYBILS("identities are not worth their initial points", p -> holds("T10", p)),
  /** To upload and leave pays less than to stay honest, where all are honest (T11, T20). */
  NO_HIT_AND_RUN(
      "to leave before the finding pays no more than to stay honest",
      p -> {
        double[] payoffs = amongHonest(CreditPopulation.of(p, "honest", "hit-and-run"));
        return payoffs[0] >= payoffs[1];
      }),
  /** To check is a dominant strategy of a verifier (T14). */
  VERIFIERS_LOOK(
      "verifiers look, for all actions of the others",
      p -> p.rules().verdict().isOn() && holds("T14", p)),
  /** If all redeem, all are paid alike (T18). */
  NO_RUN("a run on the cash pays nobody", p -> holds("T18", p)),
  /** A record in parts pays no more than the whole (T21). */
  NO_SPLITTING("splitting does not pay", p -> holds("T21", p)),
  /** Honest sharing is an equilibrium of provider and committee (GAME-13). */
  EQUILIBRIUM(
      "honest sharing is an equilibrium of provider and committee",
      p ->
          List.of(HonestEquilibriumStatus.SOME, HonestEquilibriumStatus.ONLY)
              .contains(committee(p))),
  /** Honest sharing is the only one (GAME-13). */
  ONLY_EQUILIBRIUM(
      "honest sharing is the only equilibrium of provider and committee",
      p -> committee(p) == HonestEquilibriumStatus.ONLY),
  /** Where all are honest, no other strategy of the list does better (GAME-14). */
  NOBODY_INVADES(
      "no strategy of the list invades honest sharing",
      p -> {
        double[] payoffs = amongHonest(new CreditPopulation(p, Strategies.all()));
        return Arrays.stream(payoffs).max().orElseThrow() <= payoffs[0] + 1e-12;
      }),
  /** Share of starts from which the replicator comes to honest sharing (GAME-13). */
  STARTS("share of starts that end in honest sharing", PerformanceMeasure::honestStarts);

  private final String description;
  private final Measurement measurement;

  PerformanceMeasure(String words, Predicate<CreditParameters> holds) {
    this(words, (p, seed) -> holds.test(p) ? 1 : 0);
  }

  PerformanceMeasure(String words, Measurement measurement) {
    this.description = words;
    this.measurement = measurement;
  }

  private interface Measurement {
    double of(CreditParameters p, long seed);
  }

  /** What is counted. */
  public String description() {
    return description;
  }

  /**
   * The measure of one economy.
   *
   * @param seed of starts that are drawn
   */
  public double of(CreditParameters p, long seed) {
    return measurement.of(p, seed);
  }

  /** All of them. */
  public static List<PerformanceMeasure> all() {
    return List.of(values());
  }

  private static boolean deters(CreditParameters p) {
    double stake = p.of(INITIAL_POINTS);
    return CashPayoffs.honestPayoff(p, stake) >= CashPayoffs.fraudPayoff(p, stake);
  }

  private static boolean holds(String condition, CreditParameters p) {
    return Conditions.byId(condition).closedForm(p).holds();
  }

  private static HonestEquilibriumStatus committee(CreditParameters p) {
    return HonestEquilibriumStatus.of(CreditGames.committeeGame(p));
  }

  private static double honestStarts(CreditParameters p, long seed) {
    // Of the model's those that the conditions fear most: each more costs time in each economy.
    List<String> names =
        Stream.concat(
                Stream.of("honest", "false", "free rider", "hit-and-run", "colluder"),
                Strategies.added().stream().map(Strategy::name))
            .toList();
    return new HonestSharingBasin(names, 4, seed).estimate(p, 0).mean();
  }

  /** The payoffs where all follow the first strategy. */
  private static double[] amongHonest(CreditPopulation game) {
    double[] shares = new double[game.players().size()];
    shares[0] = 1;
    return game.payoffs(shares);
  }
}
