package org.medchain.claims.chain;

import java.util.List;
import org.medchain.incentive.AuditRules;
import org.medchain.incentive.IdentityRules;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.MembershipRules;
import org.medchain.incentive.PointRules;
import org.medchain.incentive.RedemptionRules;
import org.medchain.incentive.VerdictRules;

/**
 * Two sets of rules for random operations, with small numbers, so that deadlines pass and quorums
 * are reached within a few blocks.
 */
final class GameRules {
  private static final PointRules POINTS = new PointRules(400, 10, 25, 7, 8_000);

  /** The center alone decides on records, and hardly any other rule is on. */
  static final IncentiveRules CENTER = IncentiveRules.of(POINTS);

  /** Verifiers decide, and everything else is on. */
  static final IncentiveRules VERIFIERS =
      CENTER
          .with(new VerdictRules(3, 2, 2, 30, 3, 4, 5, 6))
          .with(new IdentityRules(15, true))
          .with(
              new MembershipRules(
                  List.of(
                      new MembershipRules.MembershipLevel(5, 6, 3_000),
                      new MembershipRules.MembershipLevel(9, 4, 10_000))))
          .with(new AuditRules(5, 4, 2, 9))
          .with(new RedemptionRules(500, 30));

  private GameRules() {}
}
