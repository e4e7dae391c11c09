package org.medchain.incentive;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.medchain.data.Codec;
import org.medchain.data.CodecProperties;

/** DATA-1, DATA-2 for every type of this layer. */
class IncentiveCodecsTest extends CodecProperties {
  @Override
  protected List<Codec<?>> codecs() {
    return List.of(
        new Codec<>(PointRules.class, IncentiveArbitraries.rules(), PointRules::decode),
        new Codec<>(VerdictRules.class, IncentiveArbitraries.verdicts(), VerdictRules::decode),
        new Codec<>(IdentityRules.class, IncentiveArbitraries.identities(), IdentityRules::decode),
        new Codec<>(
            MembershipRules.class, IncentiveArbitraries.memberships(), MembershipRules::decode),
        new Codec<>(
            MembershipRules.MembershipLevel.class,
            levels(),
            MembershipRules.MembershipLevel::decode),
        new Codec<>(AuditRules.class, IncentiveArbitraries.audits(), AuditRules::decode),
        new Codec<>(Score.class, IncentiveArbitraries.scored(), Score::decode),
        new Codec<>(ScoreRules.class, IncentiveArbitraries.scores(), ScoreRules::decode),
        new Codec<>(
            RedemptionRules.class, IncentiveArbitraries.redemptions(), RedemptionRules::decode),
        new Codec<>(
            IncentiveRules.class, IncentiveArbitraries.incentives(), IncentiveRules::decode),
        new Codec<>(ScarcityRules.class, IncentiveArbitraries.scarcities(), ScarcityRules::decode),
        new Codec<>(PendingRules.class, next(), PendingRules::decode),
        new Codec<>(Supply.class, supplies(), Supply::decode));
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
