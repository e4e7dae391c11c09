package org.medchain.claims.points;

import static org.medchain.credit.Parameter.BALANCE;

import java.util.Arrays;
import java.util.List;
import org.medchain.agents.LedgerResult;
import org.medchain.agents.LedgerScenario;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.credit.CreditParameters;
import org.medchain.game.exact.Vectors;
import org.medchain.game.random.IntervalEstimate;

/**
 * What honest and false members earn on the ledger, at one share of false ones.
 *
 * @param shareFalse of the members
 * @param honest cash a member and round, a value a replicate
 * @param untrue the same of those who make records up
 */
record SharingCell(double shareFalse, List<Double> honest, List<Double> untrue) {
  private static final double LEVEL = 0.95;

  /** How many points an account holds at the start. */
  enum AccountDepth {
    /** Nothing. */
    NEWCOMER,
    /** The balance of a settled participant in the study. */
    SETTLED,
    /** More than all penalties of a run. */
    COVERED;

    long endowment(CreditParameters economy) {
      return switch (this) {
        case NEWCOMER -> 0;
        case SETTLED -> (long) economy.of(BALANCE);
        case COVERED -> LedgerScenario.AMPLE_ENDOWMENT;
      };
    }
  }

  /**
   * Plays it.
   *
   * @param members of both kinds together, one of each at least
   */
  static SharingCell play(
      ClaimRun run,
      CreditParameters parameters,
      AccountDepth depth,
      double shareFalse,
      int members,
      int rounds,
      int replicates) {
    int untrue = Math.max(1, (int) Math.round(shareFalse * members));
    LedgerResult result =
        new LedgerPlan(
                parameters,
                LedgerPlan.members("honest", members - untrue, "false", untrue),
                depth.endowment(parameters),
                rounds,
                replicates)
            .play(run);
    return new SharingCell(shareFalse, payoffs(result, "honest"), payoffs(result, "false"));
  }

  private static List<Double> payoffs(LedgerResult result, String strategy) {
    return Arrays.stream(LedgerPlan.payoffs(result, strategy)).boxed().toList();
  }

  /** Honest minus false. */
  IntervalEstimate difference() {
    return IntervalEstimate.ofMean(
        LEVEL, Vectors.of(honest.size(), run -> honest.get(run) - untrue.get(run)));
  }

  /** What a false member earns on average. */
  double meanFalse() {
    return untrue.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }
}
