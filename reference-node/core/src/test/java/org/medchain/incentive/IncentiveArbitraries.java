package org.medchain.incentive;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.medchain.data.RecordValues;

/** Arbitrary values of the incentive layer, for properties of any layer. */
public final class IncentiveArbitraries {
  private static final Arbitrary<Long> POINTS =
      Arbitraries.longs().between(0, PointRules.MAX_POINTS);
  private static final Arbitrary<Integer> SHARES =
      Arbitraries.integers().between(0, PointRules.WHOLE_BP);
  private static final Arbitrary<Integer> BLOCKS =
      Arbitraries.integers().between(0, VerdictRules.MAX_BLOCKS);

  private IncentiveArbitraries() {}

  /** All of this layer. */
  public static RecordValues values() {
    return new RecordValues()
        .with(PointRules.class, rules())
        .with(VerdictRules.class, verdicts())
        .with(MembershipRules.class, memberships())
        .with(MembershipRules.MembershipLevel.class, levels())
        .with(AuditRules.class, audits())
        .with(ScoreRules.class, scores())
        .with(ScarcityRules.class, scarcities())
        .with(IncentiveRules.class, incentives());
  }

  public static Arbitrary<PointRules> rules() {
    return Combinators.combine(POINTS, POINTS, POINTS, POINTS, SHARES).as(PointRules::new);
  }

  /** With verifiers, and without. */
  public static Arbitrary<VerdictRules> verdicts() {
    Arbitrary<VerdictRules> on =
        Combinators.combine(
                Arbitraries.integers().between(1, VerdictRules.MAX_VERIFIERS),
                Arbitraries.integers().between(0, VerdictRules.MAX_VERIFIERS),
                Arbitraries.integers().between(0, VerdictRules.MAX_EVALUATIONS),
                BLOCKS.filter(blocks -> blocks >= VerdictRules.MIN_DECISION_BLOCKS),
                POINTS,
                POINTS)
            .as(
                (verifiers, more, evaluations, blocks, a, b) ->
                    new VerdictRules(
                        verifiers,
                        Math.min(verifiers, verifiers / 2 + 1 + more),
                        evaluations,
                        blocks,
                        a,
                        b,
                        b,
                        a));
    return Arbitraries.oneOf(Arbitraries.just(VerdictRules.NONE), on);
  }

  /** Bonds, with and without a grant that can be redeemed. */
  public static Arbitrary<IdentityRules> identities() {
    return Combinators.combine(POINTS, Arbitraries.of(true, false)).as(IdentityRules::new);
  }

  /** Up to three levels. */
  public static Arbitrary<MembershipRules> memberships() {
    return levels().list().ofMaxSize(3).map(MembershipRules::new);
  }

  private static Arbitrary<MembershipRules.MembershipLevel> levels() {
    return Combinators.combine(POINTS, BLOCKS.filter(blocks -> blocks > 0), SHARES)
        .as(MembershipRules.MembershipLevel::new);
  }

  public static Arbitrary<AuditRules> audits() {
    Arbitrary<AuditRules> on =
        Combinators.combine(BLOCKS, BLOCKS, POINTS, POINTS, scores())
            .filter((every, answer, reward, penalty, score) -> every > 0 && answer > 0)
            .as(
                (every, answer, reward, penalty, score) ->
                    new AuditRules(
                        Math.max(every, answer), Math.min(every, answer), reward, penalty, score));
    return Arbitraries.oneOf(Arbitraries.just(AuditRules.NONE), on);
  }

  public static Arbitrary<ScoreRules> scores() {
    Arbitrary<Long> floors = Arbitraries.longs().between(-ScoreRules.MOST, ScoreRules.MOST);
    Arbitrary<Long> steps = Arbitraries.longs().between(0, ScoreRules.MOST);
    return Combinators.combine(floors, POINTS, steps).as(ScoreRules::new);
  }

  /** Fees and locks. */
  public static Arbitrary<RedemptionRules> redemptions() {
    return Combinators.combine(SHARES, BLOCKS).as(RedemptionRules::new);
  }

  /** With and without a price of bytes, and a limit of a block's work. */
  public static Arbitrary<ScarcityRules> scarcities() {
    Arbitrary<Long> limits =
        Arbitraries.longs().greaterOrEqual(ScarcityRules.MIN_BLOCK_WORK).injectNull(0.2);
    return Combinators.combine(Arbitraries.of(true, false), POINTS, BLOCKS, limits)
        .as(
            (judged, free, bytes, work) ->
                new ScarcityRules(judged, bytes == 0 ? 0 : free, bytes, work == null ? 0 : work));
  }

  /** All of it. */
  public static Arbitrary<IncentiveRules> incentives() {
    return Combinators.combine(
            rules(),
            verdicts(),
            identities(),
            memberships(),
            audits(),
            redemptions(),
            Arbitraries.oneOf(Arbitraries.just(ScarcityRules.NONE), scarcities()))
        .as(IncentiveRules::new);
  }
}
