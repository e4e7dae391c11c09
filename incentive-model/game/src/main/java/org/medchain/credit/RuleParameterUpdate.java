package org.medchain.credit;

import java.util.ArrayList;
import java.util.List;
import org.medchain.incentive.IdentityRules;
import org.medchain.incentive.IncentiveRules;
import org.medchain.incentive.MembershipRules;
import org.medchain.incentive.MembershipRules.MembershipLevel;
import org.medchain.incentive.PointRules;
import org.medchain.incentive.RedemptionRules;
import org.medchain.incentive.VerdictRules;

/** One number of the rules exchanged for another; the rules' own checks decide what may be. */
final class RuleParameterUpdate {
  /** What a level begins from where there was none; how long it holds matters in no analysis. */
  static final MembershipLevel NO_LEVEL = new MembershipLevel(0, 100, 0);

  private RuleParameterUpdate() {}

  static IncentiveRules withParameter(IncentiveRules rules, Parameter parameter, long value) {
    return switch (parameter) {
      case INITIAL_POINTS, UPLOAD_REWARD, FALSE_PENALTY, QUERY_PRICE, OWNER_SHARE_BP ->
          rules.with(points(rules.points(), parameter, value));
      case VERIFIERS -> withVerdict(rules, verifiers(rules.verdict(), Math.toIntExact(value)));
      case QUORUM,
          EVALUATION_QUORUM,
          VERIFIER_REWARD,
          VERIFIER_PENALTY,
          TRAP_REWARD,
          TRAP_PENALTY ->
          withVerdict(rules, verdict(rules.verdict(), parameter, value));
      case LEVEL_PRICE, LEVEL_DISCOUNT_BP -> withLevel(rules, parameter, value);
      case BOND -> rules.with(new IdentityRules(value, rules.identity().spendOnlyGrant()));
      case FEE_BP ->
          rules.with(
              new RedemptionRules(Math.toIntExact(value), rules.redemption().exitLockBlocks()));
      case EXIT_LOCK_BLOCKS ->
          rules.with(new RedemptionRules(rules.redemption().feeBp(), Math.toIntExact(value)));
      default -> throw new IllegalArgumentException(parameter + " is not of the rules");
    };
  }

  private static PointRules points(PointRules old, Parameter parameter, long value) {
    return new PointRules(
        parameter == Parameter.INITIAL_POINTS ? value : old.initialPoints(),
        parameter == Parameter.UPLOAD_REWARD ? value : old.uploadReward(),
        parameter == Parameter.FALSE_PENALTY ? value : old.falsePenalty(),
        parameter == Parameter.QUERY_PRICE ? value : old.queryPrice(),
        parameter == Parameter.OWNER_SHARE_BP ? Math.toIntExact(value) : old.ownerShareBp(),
        old.rule());
  }

  private static VerdictRules verdict(VerdictRules old, Parameter parameter, long value) {
    return new VerdictRules(
        old.verifiers(),
        parameter == Parameter.QUORUM ? Math.toIntExact(value) : old.quorum(),
        parameter == Parameter.EVALUATION_QUORUM ? Math.toIntExact(value) : old.evaluationQuorum(),
        old.decisionBlocks(),
        parameter == Parameter.VERIFIER_REWARD ? value : old.verifierReward(),
        parameter == Parameter.VERIFIER_PENALTY ? value : old.verifierPenalty(),
        parameter == Parameter.TRAP_REWARD ? value : old.trapReward(),
        parameter == Parameter.TRAP_PENALTY ? value : old.trapPenalty());
  }

  /** Another size of committee; the old quorum where it is a majority, the least one otherwise. */
  private static VerdictRules verifiers(VerdictRules old, int count) {
    if (count == 0) {
      return VerdictRules.NONE;
    }
    boolean fits = old.quorum() * 2 > count && old.quorum() <= count;
    return new VerdictRules(
        count,
        fits ? old.quorum() : count / 2 + 1,
        old.evaluationQuorum(),
        Math.max(old.decisionBlocks(), VerdictRules.MIN_DECISION_BLOCKS),
        old.verifierReward(),
        old.verifierPenalty(),
        old.trapReward(),
        old.trapPenalty());
  }

  /** Another first level; rules without one stay so while it would cost and give nothing. */
  private static IncentiveRules withLevel(IncentiveRules rules, Parameter parameter, long value) {
    List<MembershipLevel> levels = new ArrayList<>(rules.membership().levels());
    if (levels.isEmpty()) {
      if (value == 0) {
        return rules;
      }
      levels.add(NO_LEVEL);
    }
    MembershipLevel old = levels.get(0);
    MembershipLevel changed =
        parameter == Parameter.LEVEL_PRICE
            ? new MembershipLevel(value, old.blocks(), old.discountBp())
            : new MembershipLevel(old.price(), old.blocks(), Math.toIntExact(value));
    levels.set(0, changed);
    return rules.with(new MembershipRules(levels));
  }

  /** A verdict needs a lock that is as long; who switches verdicts on gets it with them. */
  private static IncentiveRules withVerdict(IncentiveRules rules, VerdictRules verdict) {
    int lock = Math.max(rules.redemption().exitLockBlocks(), verdict.decisionBlocks());
    return rules.with(new RedemptionRules(rules.redemption().feeBp(), lock)).with(verdict);
  }
}
