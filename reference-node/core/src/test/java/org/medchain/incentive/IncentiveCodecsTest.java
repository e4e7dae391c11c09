package org.medchain.incentive;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.medchain.data.Codec;
import org.medchain.data.CodecCase;
import org.medchain.data.CodecProperties;

/** DATA-1, DATA-2 for every type of this layer. */
class IncentiveCodecsTest extends CodecProperties {
  @Override
  protected List<CodecCase<?>> codecs() {
    return List.of(
        new CodecCase<>(PointRules.class, IncentiveArbitraries.rules(), PointRules.CODEC::decode),
        new CodecCase<>(
            VerdictRules.class,
            IncentiveArbitraries.verdicts(),
            Codec.of(VerdictRules.class)::decode),
        new CodecCase<>(
            IdentityRules.class,
            IncentiveArbitraries.identities(),
            Codec.of(IdentityRules.class)::decode),
        new CodecCase<>(
            MembershipRules.class,
            IncentiveArbitraries.memberships(),
            Codec.of(MembershipRules.class)::decode),
        new CodecCase<>(
            MembershipRules.MembershipLevel.class,
            levels(),
            Codec.of(MembershipRules.MembershipLevel.class)::decode),
        new CodecCase<>(
            AuditRules.class, IncentiveArbitraries.audits(), Codec.of(AuditRules.class)::decode),
        new CodecCase<>(Score.class, IncentiveArbitraries.scored(), Codec.of(Score.class)::decode),
        new CodecCase<>(
            ScoreRules.class, IncentiveArbitraries.scores(), Codec.of(ScoreRules.class)::decode),
        new CodecCase<>(
            RedemptionRules.class,
            IncentiveArbitraries.redemptions(),
            Codec.of(RedemptionRules.class)::decode),
        new CodecCase<>(
            IncentiveRules.class, IncentiveArbitraries.incentives(), IncentiveRules.CODEC::decode),
        new CodecCase<>(
            ScarcityRules.class,
            IncentiveArbitraries.scarcities(),
            Codec.of(ScarcityRules.class)::decode),
        new CodecCase<>(PendingRules.class, next(), Codec.of(PendingRules.class)::decode),
        new CodecCase<>(Supply.class, supplies(), Codec.of(Supply.class)::decode));
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
