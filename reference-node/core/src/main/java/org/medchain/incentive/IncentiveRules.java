package org.medchain.incentive;

import org.medchain.data.Codec;
import org.medchain.data.Encodable;

/**
 * All parameters of the user participation incentive layer (paper §3.2.4): ledger data, in the
 * state from genesis on (INC-1), changed only by the center's ordered decision (GAME-9).
 *
 * @param points initial points, rewards, penalties, prices
 * @param verdict who decides which records are valid
 * @param identity the cost of an identity
 * @param membership levels
 * @param audit of stored files
 * @param redemption cash, and leaving
 * @param scarcity of points, lasting state and work
 */
public record IncentiveRules(
    PointRules points,
    VerdictRules verdict,
    IdentityRules identity,
    MembershipRules membership,
    AuditRules audit,
    RedemptionRules redemption,
    ScarcityRules scarcity)
    implements Encodable {
  /** The scarcity rules, then the rest in order. */
  public static final Codec<IncentiveRules> CODEC =
      Codec.lastFirst(
          IncentiveRules.class,
          Codec.marked(
              -1,
              Codec.of(ScarcityRules.class),
              ScarcityRules.NONE,
              "rules under which nothing is scarce are not extended"));

  /** The scheme of the paper read literally: only points, and the center decides on records. */
  public static IncentiveRules of(PointRules points) {
    return new IncentiveRules(
        points,
        VerdictRules.NONE,
        IdentityRules.NONE,
        MembershipRules.NONE,
        AuditRules.NONE,
        RedemptionRules.NONE,
        ScarcityRules.NONE);
  }

  /** These rules with another scheme of points. */
  public IncentiveRules with(PointRules other) {
    return new IncentiveRules(other, verdict, identity, membership, audit, redemption, scarcity);
  }

  /** These rules with others for verdicts. */
  public IncentiveRules with(VerdictRules other) {
    return new IncentiveRules(points, other, identity, membership, audit, redemption, scarcity);
  }

  /** These rules with others for identities. */
  public IncentiveRules with(IdentityRules other) {
    return new IncentiveRules(points, verdict, other, membership, audit, redemption, scarcity);
  }

  /** These rules with others for memberships. */
  public IncentiveRules with(MembershipRules other) {
    return new IncentiveRules(points, verdict, identity, other, audit, redemption, scarcity);
  }

  /** These rules with others for audits. */
  public IncentiveRules with(AuditRules other) {
    return new IncentiveRules(points, verdict, identity, membership, other, redemption, scarcity);
  }

  /** These rules with others for redemption. */
  public IncentiveRules with(RedemptionRules other) {
    return new IncentiveRules(points, verdict, identity, membership, audit, other, scarcity);
  }

  /** These rules with other rules of scarcity. */
  public IncentiveRules with(ScarcityRules other) {
    return new IncentiveRules(points, verdict, identity, membership, audit, redemption, other);
  }

  /**
   * Whether every verdict on an upload comes before its owner's exit is settled (GAME-7; decision
   * 0124). Rules without it are allowed: the analysis shows their incentives.
   */
  public boolean locksForVerdicts() {
    return redemption.exitLockBlocks() >= verdict.decisionBlocks();
  }
}
