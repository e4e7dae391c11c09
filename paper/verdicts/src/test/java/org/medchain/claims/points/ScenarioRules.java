package org.medchain.claims.points;

import java.util.List;
import java.util.SplittableRandom;
import org.medchain.incentive.IdentityRules;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.MembershipRules;
import org.medchain.incentive.MembershipRules.MembershipLevel;
import org.medchain.incentive.PointRules;
import org.medchain.incentive.RedemptionRules;
import org.medchain.incentive.VerdictRules;

/** Rules of the incentive layer for random scenarios. */
final class ScenarioRules {
  private static final PointRules POINTS = new PointRules(100, 6, 20, 3, 8_000);
  private static final VerdictRules VERDICTS = new VerdictRules(3, 2, 1, 4, 1, 1, 0, 0);
  private static final MembershipRules LEVELS =
      new MembershipRules(List.of(new MembershipLevel(5, 20, 3_400)));
  private static final int FEE_BP = 500;
  private static final long BOND = 7;

  private ScenarioRules() {}

  /** Rules with each of their parts switched on or off at random. */
  static IncentiveRules drawn(SplittableRandom random, int lockBlocks) {
    boolean verifiers = random.nextBoolean();
    IdentityRules identity =
        new IdentityRules(random.nextBoolean() ? BOND : 0, random.nextBoolean());
    // Verifiers may decide after the exit: the lock waits for them (decision 0124).
    int lock = verifiers ? Math.max(lockBlocks, VERDICTS.decisionBlocks()) : lockBlocks;
    IncentiveRules rules =
        IncentiveRules.of(POINTS)
            .with(LEVELS)
            .with(identity)
            .with(new RedemptionRules(random.nextBoolean() ? FEE_BP : 0, lock));
    return verifiers ? rules.with(VERDICTS) : rules;
  }
}
