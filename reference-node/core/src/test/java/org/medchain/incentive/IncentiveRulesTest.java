package org.medchain.incentive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medchain.Refusals.assertRefused;

import java.math.BigInteger;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;

/** INC-1, INC-8, INC-10, GAME-1, GAME-3, GAME-5, GAME-6: the rules as pure code, by name. */
class IncentiveRulesTest {
  private static final VerdictRules THREE = new VerdictRules(3, 2, 2, 5, 1, 1, 1, 1);

  private static final long MAX = PointRules.MAX_POINTS;

  private static final RewardRule HALVED = RewardRules.byName("halved");

  @Provide
  Arbitrary<VerdictRules> verdicts() {
    return IncentiveArbitraries.verdicts().filter(VerdictRules::isOn);
  }

  /** GAME-1: in no order of votes is a record both valid and false; a verdict stays. */
  @Property(seed = "1", tries = 500, edgeCases = EdgeCasesMode.NONE)
  void atMostOneSideReachesTheQuorum(
      @ForAll("verdicts") VerdictRules rules, @ForAll List<Boolean> votes) {
    RecordVerdict verdict = RecordVerdict.UNDECIDED;
    int valid = 0;
    int cast = 0;
    for (boolean vote : votes.subList(0, Math.min(votes.size(), rules.verifiers()))) {
      valid += vote ? 1 : 0;
      cast++;
      RecordVerdict next = rules.outcome(valid, cast - valid);
      assertThat(verdict == RecordVerdict.UNDECIDED || next == verdict).isTrue();
      int most = Math.max(valid, cast - valid);
      assertThat(next == RecordVerdict.UNDECIDED).isEqualTo(most < rules.quorum());
      verdict = next;
    }
  }

  /** GAME-1: without verifiers nothing is decided by votes. */
  @Example
  void withoutVerifiersVotesDecideNothing() {
    assertThat(VerdictRules.NONE.outcome(9, 0)).isEqualTo(RecordVerdict.UNDECIDED);
    assertThat(VerdictRules.NONE.overturned(0, 9)).isFalse();
    assertThat(VerdictRules.NONE.isOn()).isFalse();
  }

  /** GAME-3. */
  @Example
  void usersOverturnTogetherAndInTheMajority() {
    assertThat(THREE.overturned(0, 1)).isFalse();
    assertThat(THREE.overturned(0, 2)).isTrue();
    assertThat(THREE.overturned(1, 2)).isTrue();
    assertThat(THREE.overturned(2, 2)).isFalse();
    assertThat(new VerdictRules(3, 2, 0, 5, 1, 1, 1, 1).overturned(0, 9)).isFalse();
  }

  @Example
  void verdictsOutOfRangeAreRefused() {
    new VerdictRules(1, 1, 0, 2, 0, 0, 0, 0);
    refusedVerdict(4, 2, 0, 5, 0);
    refusedVerdict(3, 4, 0, 5, 0);
    refusedVerdict(3, Integer.MAX_VALUE, 0, 5, 0);
    refusedVerdict(VerdictRules.MAX_VERIFIERS + 1, VerdictRules.MAX_VERIFIERS, 0, 5, 0);
    refusedVerdict(3, 2, -1, 5, 0);
    refusedVerdict(3, 2, 0, 1, 0);
    refusedVerdict(3, 2, 0, 5, -1);
    refusedVerdict(3, 2, 0, 5, PointRules.MAX_POINTS + 1);
    // Without verifiers everything is 0, negative numbers that cancel out included.
    refusedVerdict(0, 1, 0, 0, 0);
    refusedVerdict(0, -5, 0, 5, 0);
    refusedVerdict(0, 0, 0, 0, 1);
  }

  private static void refusedVerdict(int verifiers, int quorum, int users, int blocks, long due) {
    assertRefused(() -> new VerdictRules(verifiers, quorum, users, blocks, 0, 0, 0, due));
  }

  @Example
  void otherRulesOutOfRangeAreRefused() {
    assertRefused(() -> new IdentityRules(-1, false));
    assertRefused(() -> new AuditRules(0, 1, 0, 0));
    assertRefused(() -> new AuditRules(0, 0, 0, 1));
    assertRefused(() -> new AuditRules(4, 0, 0, 0));
    assertRefused(() -> new AuditRules(4, 5, 0, 0));
    assertRefused(() -> new RedemptionRules(10_001, 0));
    assertRefused(() -> new RedemptionRules(0, -1));
    assertRefused(() -> new RedemptionRules(0, 0).paidOut(-1));
    assertRefused(() -> new MembershipRules.MembershipLevel(1, 0, 1));
    assertRefused(() -> new MembershipRules.MembershipLevel(1, 1, 10_001));
    assertRefused(() -> new ScarcityRules(false, -1, 1, 0));
    assertRefused(() -> new ScarcityRules(false, 1, 0, 0));
    assertRefused(() -> new ScarcityRules(false, 0, -1, 0));
    assertRefused(() -> new ScarcityRules(false, 0, 0, ScarcityRules.MIN_BLOCK_WORK - 1))
        .hasMessageContaining("262144 or more, not 262143");
    MembershipRules.MembershipLevel level = new MembershipRules.MembershipLevel(1, 1, 1);
    assertRefused(
        () -> new MembershipRules(Collections.nCopies(MembershipRules.MAX_LEVELS + 1, level)));
  }

  /** GAME-5: against fractions; no payer pays more than the price, the owner loses no rounding. */
  @Property(seed = "2", tries = 500, edgeCases = EdgeCasesMode.NONE)
  void aDiscountIsRoundedDown(
      @ForAll @LongRange(min = 0, max = PointRules.MAX_POINTS) long price,
      @ForAll @IntRange(min = 0, max = PointRules.WHOLE_BP) int discountBp) {
    MembershipRules rules =
        new MembershipRules(List.of(new MembershipRules.MembershipLevel(1, 1, discountBp)));
    BigInteger off =
        BigInteger.valueOf(price)
            .multiply(BigInteger.valueOf(discountBp))
            .divide(BigInteger.valueOf(10_000));
    assertThat(rules.priceFor(1, price)).isEqualTo(price - off.longValueExact());
    assertThat(rules.priceFor(0, price)).isEqualTo(price);
    assertThat(rules.priceFor(2, price)).isEqualTo(price);
  }

  /** GAME-6: against fractions, for any balance there can be; splitting saves nothing. */
  @Property(seed = "3", tries = 1000)
  void aFeeIsRoundedUp(
      @ForAll @LongRange(min = 0) long points,
      @ForAll @IntRange(min = 0, max = PointRules.WHOLE_BP) int feeBp) {
    BigInteger[] fee =
        BigInteger.valueOf(points)
            .multiply(BigInteger.valueOf(feeBp))
            .divideAndRemainder(BigInteger.valueOf(10_000));
    long due = fee[0].longValueExact() + (fee[1].signum() > 0 ? 1 : 0);
    RedemptionRules rules = new RedemptionRules(feeBp, 0);
    assertThat(rules.paidOut(points)).isEqualTo(points - due).isBetween(0L, points);
    long half = points / 2;
    assertThat(rules.paidOut(half) + rules.paidOut(points - half))
        .isLessThanOrEqualTo(rules.paidOut(points));
  }

  @Example
  void theSchemeOfThePaperHasEverythingElseOff() {
    PointRules points = new PointRules(1, 2, 3, 4, 5);
    IncentiveRules rules = IncentiveRules.of(points);
    assertThat(rules.points()).isEqualTo(points);
    assertThat(rules.verdict().isOn()).isFalse();
    assertThat(rules.audit().isOn()).isFalse();
    assertThat(rules.identity()).isEqualTo(new IdentityRules(0, false));
    assertThat(rules.membership().levels()).isEmpty();
    assertThat(rules.redemption().paidOut(7)).isEqualTo(7);
    assertThat(rules.scarcity()).isEqualTo(new ScarcityRules(false, 0, 0, 0));
    // INC-1: where nothing is scarce the bytes are those of all chains before.
    assertThat(rules.encoded())
        .isEqualTo(
            rules
                .with(new ScarcityRules(true, 0, 0, 0))
                .encoded()
                .slice(29, 29 + rules.encoded().size()));
    assertThat(rules.locksForVerdicts()).isTrue();
    assertThat(rules.with(THREE).locksForVerdicts()).isFalse();
    assertThat(rules.with(THREE).with(new RedemptionRules(0, 5)).locksForVerdicts()).isTrue();
  }

  /** CON-44: bytes are paid in whole points, rounded up, and never with a refund. */
  @Example
  void aPointBuysItsBytesAndNoPart() {
    ScarcityRules rules = new ScarcityRules(false, 0, 100, 0);
    assertThat(List.of(-5L, 0L, 1L, 100L, 101L).stream().map(rules::pointsFor))
        .containsExactly(0L, 0L, 1L, 1L, 2L);
  }

  /** INC-5. */
  @Property(seed = "1")
  void aPenaltyTakesWhatItCanAndReportsTheRest(
      @ForAll @LongRange(min = 0, max = MAX) long penalty,
      @ForAll @LongRange(min = 0) long balance) {
    PointRules.Penalty due = new PointRules(0, 0, penalty, 0, 0).penaltyOn(balance);
    assertThat(due.taken()).isBetween(0L, balance);
    assertThat(due.shortfall()).isNotNegative();
    assertThat(due.taken() + due.shortfall()).isEqualTo(penalty);
    // Only an empty account owes nothing more.
    assertThat(due.shortfall() == 0 || due.taken() == balance).isTrue();
  }

  /** INC-6. */
  @Property(seed = "2")
  void sharesOfAPriceAddUpToIt(
      @ForAll @LongRange(min = 0, max = MAX) long price,
      @ForAll @IntRange(min = 0, max = PointRules.WHOLE_BP) int shareBp) {
    PointRules.PriceShare share = new PointRules(0, 0, 0, 0, shareBp).shareOf(price);
    assertThat(share.owner()).isBetween(0L, price);
    assertThat(share.owner() + share.rest()).isEqualTo(price);
    // Rounded down, by less than a point.
    assertThat(price * shareBp - share.owner() * PointRules.WHOLE_BP)
        .isBetween(0L, PointRules.WHOLE_BP - 1L);
  }

  /** INC-1. */
  @Example
  void parametersOutOfRangeAreRefused() {
    new PointRules(MAX, MAX, MAX, MAX, PointRules.WHOLE_BP);
    refused(MAX + 1, 0, 0, 0, 0);
    refused(0, -1, 0, 0, 0);
    refused(0, 0, Long.MAX_VALUE, 0, 0);
    refused(0, 0, 0, -1, 0);
    refused(0, 0, 0, 0, PointRules.WHOLE_BP + 1);
    refused(0, 0, 0, 0, -1);
    assertRefused(() -> new PointRules(0, 0, 0, 0, 1).shareOf(MAX + 1));
  }

  private static void refused(long initial, long reward, long penalty, long price, int shareBp) {
    assertRefused(() -> new PointRules(initial, reward, penalty, price, shareBp));
  }

  @Property(tries = 100)
  void everyRecordPaysTheSame(
      @ForAll @LongRange(min = 0, max = PointRules.MAX_POINTS) long reward,
      @ForAll @LongRange(min = 1) long number) {
    PointRules rules = new PointRules(100, reward, 25, 7, 8_000);
    assertThat(rules.rewardOf(number)).isEqualTo(reward);
    assertThat(rules.firstReward()).isEqualTo(reward);
    assertThat(rules.lastingReward()).isEqualTo(reward);
    assertThat(rules.rule()).isEqualTo(RewardRules.PAPER);
    assertThat(rules.rule().countsRecords()).isFalse();
    PointRules halved = rules.with(HALVED);
    assertThat(halved.rewardOf(number)).isEqualTo(number <= 10 ? reward : reward / 2);
    assertThat(halved.rule().countsRecords()).isTrue();
  }

  /** The state says which rule is in force, in one way, and as before where it is the paper's. */
  @Example
  void theNameIsInTheState() {
    PointRules paper = new PointRules(100, 10, 25, 7, 8_000);
    IncentiveRules plain = IncentiveRules.of(paper);
    IncentiveRules scarce = plain.with(new ScarcityRules(true, 0, 0, 0));
    for (IncentiveRules each : List.of(plain, scarce)) {
      IncentiveRules named = each.with(paper.with(HALVED));
      assertThat(decoded(named.encoded())).isEqualTo(named).isNotEqualTo(each);
      assertThat(named.encoded().size()).isEqualTo(each.encoded().size() + 8 + 1 + 6);
    }
    for (String name : List.of("constant", "unheard of")) {
      Encoder out = new Encoder().int64(-2).text(name);
      plain.encode(out);
      assertThatThrownBy(() -> decoded(out.toBytes())).hasMessageContaining("rule");
    }
    Encoder twice = new Encoder().int64(-2).text("halved").int64(-2).text("halved");
    plain.encode(twice);
    assertThatThrownBy(() -> decoded(twice.toBytes())).hasMessageContaining("0 to 1000000000000");
  }

  private static IncentiveRules decoded(Bytes bytes) {
    return IncentiveRules.CODEC.decoded(bytes);
  }

  @Example
  void namesAreListed() {
    assertThat(RewardRules.all()).extracting(RewardRule::name).startsWith("constant", "halved");
    assertThat(RewardRules.all()).allMatch(each -> !each.sentence().isBlank());
    assertThatThrownBy(() -> RewardRules.byName("generous"))
        .hasMessageContaining("no reward rule is called 'generous', but [constant, halved");
    assertThat(LongStream.of(10, 11).map(new PointRules(0, 7, 0, 0, 0).with(HALVED)::rewardOf))
        .containsExactly(7L, 3L);
  }
}
