package org.medchain.credit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.math.BigInteger;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.incentive.IncentiveRules;

/** GAME-10: one setting of the game, the rules in it as the ledger writes them. */
class CreditParametersTest {
  @Property(seed = "11", tries = 200)
  void whatIsSetIsRead(@ForAll @IntRange(max = 100_000) int number, @ForAll Parameter parameter) {
    CreditParameters p = CreditParameters.standard();
    double share = number / 100_000.0;
    double value =
        parameter.samplingLow() + share * (parameter.samplingHigh() - parameter.samplingLow());
    // Some numbers of verifiers fit no quorum but the least, and the other way round.
    if (parameter == Parameter.QUORUM) {
      value = 4 + number % 4;
    }
    double expected = parameter.range().integral() ? Math.rint(value) : value;
    CreditParameters changed = p.withNearest(parameter, value);
    assertThat(p.with(parameter, expected)).isEqualTo(changed);
    if (expected != value) {
      double between = Math.floor(value) + 0.5;
      assertThatIllegalArgumentException()
          .isThrownBy(() -> p.with(parameter, between))
          .withMessageContaining("a whole number from");
    }
    assertThat(changed.of(parameter)).isEqualTo(expected);
    for (Parameter other : Parameter.values()) {
      boolean follows =
          (parameter == Parameter.VERIFIERS && other == Parameter.QUORUM)
              || (parameter == Parameter.VALID_SHARE && other == Parameter.BUYER_VALID_SHARE);
      if (other != parameter && !follows) {
        assertThat(changed.of(other)).as(other.name()).isEqualTo(p.of(other));
      }
    }
  }

  @Example
  void defaultsAreWithinTheirRanges() {
    for (Parameter each : Parameter.values()) {
      assertThat(each.defaultValue()).isBetween(each.samplingLow(), each.samplingHigh());
      assertThat(Parameter.byName(each.symbol())).isEqualTo(each);
      assertThat(Parameter.byName(each.name())).isEqualTo(each);
    }
  }

  /** A number slightly above the end of a range is outside, although it rounds to the end. */
  @Example
  void fractionsAreCheckedToTheLastDigit() {
    CreditParameters p = CreditParameters.standard();
    BigFraction hair = new BigFraction(BigInteger.ONE, BigInteger.TEN.pow(30));
    assertThat(p.with(Parameter.MISS, BigFraction.ONE).of(Parameter.MISS)).isEqualTo(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> p.with(Parameter.MISS, hair.add(1)))
        .withMessageStartingWith(
            "miss: a number from 0 to 1, not 1000000000000000000000000000001/");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> p.with(Parameter.UPLOAD_REWARD, hair.add(3)))
        .withMessageContaining("a whole number");
  }

  @Example
  void theRulesAreThoseThatTheLedgerEncodes() {
    IncentiveRules rules = CreditParameters.standard().with(Parameter.BOND, 17).rules();
    assertThat(IncentiveRules.CODEC.decoded(rules.encoded())).isEqualTo(rules);
  }

  @Example
  void fewerVerifiersGetTheLeastQuorumThatFits() {
    CreditParameters p = CreditParameters.standard();
    assertThat(p.with(Parameter.VERIFIERS, 9).intValue(Parameter.QUORUM)).isEqualTo(5);
    assertThat(p.with(Parameter.VERIFIERS, 4).intValue(Parameter.QUORUM)).isEqualTo(3);
    assertThat(p.with(Parameter.VERIFIERS, 11).intValue(Parameter.QUORUM)).isEqualTo(6);
    assertThat(p.with(Parameter.VERIFIERS, 0).rules().verdict().isOn()).isFalse();
  }

  @Example
  void refusesWhatIsNoAmount() {
    CreditParameters p = CreditParameters.standard();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> p.with(Parameter.FALSE_GAIN, -1))
        .withMessageContaining("false_gain: a number from 0 to 1000000000, not -1");
    assertThatIllegalArgumentException().isThrownBy(() -> p.with(Parameter.DISCOUNT, 0.0 / 0));
    assertThatIllegalArgumentException().isThrownBy(() -> p.with(Parameter.FALSE_PENALTY, -1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> p.with(Parameter.UPLOAD_REWARD, 2.4))
        .withMessage("upload_reward: a whole number from 0 to 1000000000000, not 2.4");
    assertThatIllegalArgumentException().isThrownBy(() -> p.with(Parameter.MISS, 1.5));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Parameter.byName("kapa"))
        .withMessageContaining("kapa");
  }
}
