package org.medchain.incentive;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.medchain.data.CodecCase;
import org.medchain.data.CodecProperties;

/** DATA-1, DATA-2 for every type of this layer. */
class IncentiveCodecsTest extends CodecProperties {
  @Override
  protected List<CodecCase<?>> codecs() {
    return List.of(
        new CodecCase<>(PointRules.class, IncentiveArbitraries.rules(), PointRules::decode),
        new CodecCase<>(VerdictRules.class, IncentiveArbitraries.verdicts(), VerdictRules::decode),
        new CodecCase<>(
            IdentityRules.class, IncentiveArbitraries.identities(), IdentityRules::decode),
        new CodecCase<>(
            MembershipRules.class, IncentiveArbitraries.memberships(), MembershipRules::decode),
        new CodecCase<>(
            MembershipRules.MembershipLevel.class,
            levels(),
            MembershipRules.MembershipLevel::decode),
        new CodecCase<>(AuditRules.class, IncentiveArbitraries.audits(), AuditRules::decode),
        new CodecCase<>(Score.class, IncentiveArbitraries.scored(), Score::decode),
        new CodecCase<>(ScoreRules.class, IncentiveArbitraries.scores(), ScoreRules::decode),
        new CodecCase<>(
            RedemptionRules.class, IncentiveArbitraries.redemptions(), RedemptionRules::decode),
        new CodecCase<>(
            IncentiveRules.class, IncentiveArbitraries.incentives(), IncentiveRules::decode),
        new CodecCase<>(
            ScarcityRules.class, IncentiveArbitraries.scarcities(), ScarcityRules::decode),
        new CodecCase<>(PendingRules.class, next(), PendingRules::decode),
        new CodecCase<>(Supply.class, supplies(), Supply::decode));
  }

  @Override
  protected String layer() {
    return "org.medchain.incentive";
  }

  private static Arbitrary<MembershipRules.MembershipLevel> levels() {
    return IncentiveArbitraries.memberships()
        .filter(rules -> !rules.levels().isEmpty())
        .map(rules -> rules.levels().get(0));
  }

  private static Arbitrary<PendingRules> next() {
    return Combinators.combine(Arbitraries.longs(), IncentiveArbitraries.incentives())
        .as(PendingRules::new);
  }

  private static Arbitrary<Supply> supplies() {
    Arbitrary<Long> any = Arbitraries.longs();
    return Combinators.combine(any, any, any, any).as(Supply::new);
  }
}
