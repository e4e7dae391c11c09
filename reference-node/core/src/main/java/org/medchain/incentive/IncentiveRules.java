package org.medchain.incentive;

import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;

/**
 * All parameters of the user participation incentive layer (paper §3.2.4): ledger data, in the
 * state from genesis on (INC-1), changed by the center's ordered decision alone (GAME-9).
 *
 * @param points initial points, rewards, penalties, prices
 * @param verdict who decides what is valid
 * @param identity what an identity costs
 * @param membership levels
 * @param audit of what is stored
 * @param redemption cash, and leaving
 */
public record IncentiveRules(
    PointRules points,
    VerdictRules verdict,
    IdentityRules identity,
    MembershipRules membership,
    AuditRules audit,
    RedemptionRules redemption)
    implements Encodable {
  /** The scheme of the paper read literally: points alone, and the center decides on records. */
  public static IncentiveRules of(PointRules points) {
    return new IncentiveRules(
        points,
        VerdictRules.NONE,
        IdentityRules.NONE,
        MembershipRules.NONE,
        AuditRules.NONE,
        RedemptionRules.NONE);
  }

  /** These rules with others for verdicts. */
  public IncentiveRules with(VerdictRules other) {
    return new IncentiveRules(points, other, identity, membership, audit, redemption);
  }

  /** These rules with others for identities. */
  public IncentiveRules with(IdentityRules other) {
    return new IncentiveRules(points, verdict, other, membership, audit, redemption);
  }

  /** These rules with others for memberships. */
  public IncentiveRules with(MembershipRules other) {
    return new IncentiveRules(points, verdict, identity, other, audit, redemption);
  }

  /** These rules with others for audits. */
  public IncentiveRules with(AuditRules other) {
    return new IncentiveRules(points, verdict, identity, membership, other, redemption);
  }

  /** These rules with others for redemption. */
  public IncentiveRules with(RedemptionRules other) {
    return new IncentiveRules(points, verdict, identity, membership, audit, other);
  }

  /**
   * Whether every verdict on an upload comes before its owner's exit is settled (GAME-7; decision
   * 0124). Rules without it are allowed: the analysis shows their incentives.
   */
  public boolean locksForVerdicts() {
    return redemption.exitLockBlocks() >= verdict.decisionBlocks();
  }

  /** Reads what {@link #encode} wrote. */
  public static IncentiveRules decode(Decoder in) {
    return new IncentiveRules(
        PointRules.decode(in),
        VerdictRules.decode(in),
        IdentityRules.decode(in),
        MembershipRules.decode(in),
        AuditRules.decode(in),
        RedemptionRules.decode(in));
  }

  @Override
  public void encode(Encoder out) {
    out.value(points).value(verdict).value(identity).value(membership).value(audit);
    out.value(redemption);
  }
}
