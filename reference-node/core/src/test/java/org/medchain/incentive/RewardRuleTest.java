package org.medchain.incentive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;

/** INC-8, INC-10: rules by name; the paper's own is in force where no other is named. */
class RewardRuleTest {
  private static final RewardRule HALVED = RewardRules.byName("halved");

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
