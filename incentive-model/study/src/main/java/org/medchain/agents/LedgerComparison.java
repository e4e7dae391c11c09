package org.medchain.agents;

import static org.medchain.credit.Parameter.BALANCE;
import static org.medchain.credit.Parameter.FEE_BP;
import static org.medchain.credit.Parameter.LATE_BLOCKS;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.strategy.CreditPopulation;
import org.medchain.game.exact.Vectors;
import org.medchain.game.random.IntervalEstimate;
import org.medchain.incentive.IncentiveRules;

/**
 * Theory beside ledger (GAME-15): for each strategy the prediction of {@code org.medchain.credit},
 * the measurement, and named terms that explain the difference. Each {@link FiniteLedgerEffect} is
 * computed by switching it into the theory; limited liability, fees on earnings and late findings
 * are measured by further runs, of the same seeds, without them. What then remains is an estimate
 * around 0, or something is not understood.
 *
 * @param ledger the run
 * @param rows one a strategy
 */
public record LedgerComparison(LedgerResult ledger, List<StrategyComparison> rows) {
  public LedgerComparison {
    rows = List.copyOf(rows);
  }

  /**
   * One strategy; all numbers in cash per member and round.
   *
   * @param strategy name
   * @param theory prediction for one large population
   * @param measured on the ledger
   * @param difference measured less theory
   * @param withinInterval whether the theory lies in the measured interval
   * @param terms of the difference, in the order in which they were switched on
   * @param residual difference less all terms
   */
  public record StrategyComparison(
      String strategy,
      double theory,
      IntervalEstimate measured,
      double difference,
      boolean withinInterval,
      List<DifferenceTerm> terms,
      IntervalEstimate residual) {
    /** Whether the rest of the difference is chance. */
    public boolean isExplained() {
      return covers(residual, 0);
    }

    /** The value of the term of this name. */
    public double term(String name) {
      return terms.stream()
          .filter(each -> each.name().equals(name))
          .mapToDouble(DifferenceTerm::value)
          .sum();
    }
  }

  /**
   * A part of the difference between theory and ledger.
   *
   * @param name of the effect
   * @param value in cash per member and round
   * @param low end of its interval; the value itself if it was computed and not measured
   * @param high end of its interval
   */
  public record DifferenceTerm(String name, double value, double low, double high) {}

  /**
   * An effect measured by a further run without it; the theory is then evaluated without it as
   * well.
   */
  private enum MeasuredLedgerEffect {
    /** Accounts that cannot cover penalties. */
    LIMITED_LIABILITY,
    /** The fee on earnings: the theory takes it of initial points alone. */
    REDEMPTION_FEE,
    /** Findings of the center after the key has left, or its account has changed. */
    LATE_FINDINGS;

    boolean applies(LedgerScenario scenario) {
      IncentiveRules rules = scenario.parameters().rules();
      return switch (this) {
        case LIMITED_LIABILITY -> scenario.endowment() < LedgerScenario.AMPLE_ENDOWMENT;
        case REDEMPTION_FEE -> rules.redemption().feeBp() > 0;
        case LATE_FINDINGS -> !rules.verdict().isOn();
      };
    }

    LedgerScenario withoutEffect(LedgerScenario scenario) {
      CreditParameters p = scenario.parameters();
      return switch (this) {
        case LIMITED_LIABILITY ->
            scenario
                .withEndowment(LedgerScenario.AMPLE_ENDOWMENT)
                .withParameters(p.with(BALANCE, LedgerScenario.AMPLE_ENDOWMENT));
        case REDEMPTION_FEE -> scenario.withParameters(p.with(FEE_BP, 0));
        case LATE_FINDINGS -> scenario.withParameters(p.with(LATE_BLOCKS, AT_ONCE));
      };
    }
  }

  static final double AT_ONCE = 1e-3;

  /** The name of the term for grants whose laundering the theory counts and agents do not do. */
  public static final String NO_LAUNDERING = "NO_LAUNDERING";

  /** The name of the term for records that a reward rule pays otherwise than the theory counts. */
  public static final String FIRST_RECORDS = "FIRST_RECORDS";

  /**
   * Runs a scenario, and again without each of the effects that are measured, and compares.
   *
   * @param scenario of fixed strategies
   * @param threads the largest number of replicates at once
   */
  public static LedgerComparison of(LedgerScenario scenario, int threads) {
    if (scenario.revision().events() > 0) {
      throw new IllegalArgumentException("payoffs are compared where nobody changes its strategy");
    }
    List<LedgerResult> runs = new ArrayList<>(List.of(LedgerRun.of(scenario, threads)));
    List<String> switches = new ArrayList<>();
    for (MeasuredLedgerEffect each : MeasuredLedgerEffect.values()) {
      LedgerScenario last = runs.get(runs.size() - 1).scenario();
      if (each.applies(last)) {
        switches.add(each.name());
        runs.add(LedgerRun.of(each.withoutEffect(last), threads));
      }
    }
    List<StrategyComparison> rows = new ArrayList<>();
    for (int each = 0; each < scenario.strategies().size(); each++) {
      if (scenario.counts()[each] > 0) {
        rows.add(row(runs, switches, each));
      }
    }
    return new LedgerComparison(runs.get(0), rows);
  }

  private static StrategyComparison row(List<LedgerResult> runs, List<String> switches, int which) {
    LedgerResult ledger = runs.get(0);
    LedgerScenario scenario = ledger.scenario();
    double theory = theory(scenario)[which];
    List<DifferenceTerm> terms = new ArrayList<>(computed(scenario, theory, which));
    for (int each = 0; each < switches.size(); each++) {
      terms.add(measured(switches.get(each), runs.get(each), runs.get(each + 1), which));
    }
    IntervalEstimate measured = ledger.payoffs().get(which);
    LedgerResult last = runs.get(runs.size() - 1);
    double refined = refined(last.scenario(), which);
    return new StrategyComparison(
        scenario.strategies().get(which),
        theory,
        measured,
        measured.mean() - theory,
        covers(measured, theory),
        List.copyOf(terms),
        over(scenario, run -> pay(last, run, which) - refined));
  }

  private static List<DifferenceTerm> computed(LedgerScenario scenario, double theory, int which) {
    Set<FiniteLedgerEffect> effects = EnumSet.noneOf(FiniteLedgerEffect.class);
    double last = at(scenario, effects)[which];
    List<DifferenceTerm> terms = new ArrayList<>();
    terms.add(exact(NO_LAUNDERING, last - theory));
    for (FiniteLedgerEffect effect : FiniteLedgerEffect.values()) {
      effects.add(effect);
      double next = at(scenario, effects)[which];
      terms.add(exact(effect.name(), next - last));
      last = next;
    }
    terms.add(exact(FIRST_RECORDS, FirstRecords.payoff(scenario, which)));
    return terms;
  }

  private static DifferenceTerm measured(
      String name, LedgerResult with, LedgerResult without, int which) {
    double known = refined(with.scenario(), which) - refined(without.scenario(), which);
    IntervalEstimate value =
        over(with.scenario(), run -> pay(with, run, which) - pay(without, run, which) - known);
    return new DifferenceTerm(name, value.mean(), value.low(), value.high());
  }

  private static double refined(LedgerScenario scenario, int which) {
    return at(scenario, EnumSet.allOf(FiniteLedgerEffect.class))[which]
        + FirstRecords.payoff(scenario, which);
  }

  private static double[] theory(LedgerScenario scenario) {
    return new CreditPopulation(scenario.parameters(), scenario.played())
        .payoffs(FinitePopulationTheory.shares(scenario.counts()));
  }

  private static double[] at(LedgerScenario scenario, Set<FiniteLedgerEffect> effects) {
    return new FinitePopulationTheory(scenario.parameters(), scenario.played(), effects)
        .payoffs(scenario.counts());
  }

  /** What nothing random is in has an interval of no width, and sums are rounded. */
  private static boolean covers(IntervalEstimate estimate, double value) {
    return estimate.covers(value) || Math.abs(estimate.mean() - value) <= 1e-9;
  }

  private static DifferenceTerm exact(String name, double value) {
    return new DifferenceTerm(name, value, value, value);
  }

  private static double pay(LedgerResult result, int run, int strategy) {
    return result.runs().get(run).payoffs().get(strategy);
  }

  private static IntervalEstimate over(LedgerScenario scenario, IntToDoubleFunction ofRun) {
    return IntervalEstimate.ofMean(scenario.level(), Vectors.of(scenario.replicates(), ofRun));
  }
}
