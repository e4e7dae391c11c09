package org.medchain.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.medchain.Refusals.assertRefused;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** DATA-9: difficulty coefficient → target → hash under the target. */
class DifficultyTest {
  private static final BigInteger SPACE = BigInteger.TWO.pow(256);

  private static BigInteger number(Hash hash) {
    return new BigInteger(1, hash.toBytes().toArray());
  }

  private static Hash hash(BigInteger number) {
    String digits = number.toString(16);
    return Hash.fromHex("0".repeat(64 - digits.length()) + digits);
  }

  @Provide
  Arbitrary<BigInteger> targets() {
    return DataArbitraries.targets();
  }

  @Provide
  Arbitrary<BigInteger> coefficients() {
    return DataArbitraries.targets()
        .map(target -> SPACE.divide(target).max(BigInteger.ONE))
        .filter(coefficient -> coefficient.bitLength() <= 255);
  }

  @Provide
  Arbitrary<Hash> hashes() {
    return DataArbitraries.targets().map(DifficultyTest::hash);
  }

  @Example
  void compactTargetsOfBitcoin() {
    for (List<String> pair :
        List.of(
            List.of("1d00ffff", "ffff" + "0".repeat(52)),
            List.of("1b0404cb", "404cb" + "0".repeat(48)),
            List.of("207fffff", "7fffff" + "0".repeat(58)),
            List.of("20123456", "123456" + "0".repeat(58)),
            List.of("05009234", "92340000"),
            List.of("04123456", "12345600"),
            List.of("03123456", "123456"),
            List.of("02123400", "1234"),
            List.of("02008000", "80"),
            List.of("01120000", "12"))) {
      BigInteger target = new BigInteger(pair.get(1), 16);
      Difficulty difficulty = new Difficulty(Integer.parseUnsignedInt(pair.get(0), 16));
      assertThat(number(difficulty.target())).isEqualTo(target);
      assertThat(Difficulty.ofTarget(target)).isEqualTo(difficulty);
    }
  }

  /** Bitcoin reads these as zero, negative, too large, or as another number's second form. */
  @Example
  void otherCompactFormsAreRefused() {
    for (String compact :
        List.of(
            "00123456",
            "01003456",
            "02000056",
            "03000000",
            "04000000",
            "00923456",
            "01803456",
            "01fedcba",
            "04923456",
            "01123456",
            "02123456",
            "03000012",
            "04001234",
            "ff123456",
            "21010000",
            "2200ffff",
            "20800000")) {
      assertThatThrownBy(() -> new Difficulty(Integer.parseUnsignedInt(compact, 16)))
          .as(compact)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  /** Of all 2^32 numbers, exactly those are accepted that are the form of their own target. */
  @Property(seed = "20", tries = 5000)
  void acceptedCompactFormsAreUnique(@ForAll int compact) {
    accepted(compact)
        .filter(difficulty -> compact != 0)
        .ifPresent(
            difficulty ->
                assertThat(Difficulty.ofTarget(number(difficulty.target())).compact())
                    .isEqualTo(compact));
  }

  private static Optional<Difficulty> accepted(int compact) {
    try {
      return Optional.of(new Difficulty(compact));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Property(seed = "21", tries = 2000)
  void compactTargetIsTheTargetRoundedDown(@ForAll("targets") BigInteger target) {
    BigInteger rounded = number(Difficulty.ofTarget(target).target());
    assertThat(rounded).isLessThanOrEqualTo(target).isPositive();
    // The mantissa has at least 15 bits after the first, unless the target is shorter.
    assertThat(target.subtract(rounded).shiftLeft(15)).isLessThanOrEqualTo(target);
    assertThat(Difficulty.ofTarget(rounded)).isEqualTo(Difficulty.ofTarget(target));
  }

  @Property(seed = "23", tries = 2000)
  void aSmallerHashAndASmallerCoefficientNeverHurt(
      @ForAll("hashes") Hash hash,
      @ForAll("hashes") Hash other,
      @ForAll("coefficients") BigInteger coefficient,
      @ForAll("coefficients") BigInteger another) {
    Hash larger = hash.compareTo(other) > 0 ? hash : other;
    Hash smaller = hash.compareTo(other) > 0 ? other : hash;
    Difficulty easier = Difficulty.ofCoefficient(coefficient.min(another));
    Difficulty harder = Difficulty.ofCoefficient(coefficient.max(another));
    if (harder.isMetBy(larger)) {
      assertThat(harder.isMetBy(smaller)).isTrue();
      assertThat(easier.isMetBy(larger)).isTrue();
    }
  }

  @Property(seed = "24", tries = 500)
  void theTargetItselfDoesNotMeetIt(@ForAll("targets") BigInteger target) {
    Difficulty difficulty = Difficulty.ofTarget(target);
    BigInteger edge = number(difficulty.target());
    assertThat(difficulty.isMetBy(hash(edge))).isFalse();
    assertThat(difficulty.isMetBy(hash(edge.subtract(BigInteger.ONE)))).isTrue();
    assertThat(difficulty.isMetBy(hash(edge.add(BigInteger.ONE)))).isFalse();
  }

  /** About one hash in c is under the target of c. */
  @Example
  void aCoefficientIsTheExpectedNumberOfHashes() {
    for (long coefficient : List.of(2L, 16L, 100L)) {
      Difficulty difficulty = Difficulty.ofCoefficient(coefficient);
      long met = 0;
      for (int i = 0; i < 20_000; i++) {
        met += difficulty.isMetBy(Hash.of(Bytes.utf8("try " + i))) ? 1 : 0;
      }
      assertThat(met * coefficient / 20_000.0).isBetween(0.8, 1.2);
      assertThat(difficulty.work().longValueExact()).isEqualTo(coefficient);
    }
  }

  @Example
  void noSearchAcceptsEveryHash() {
    assertThat(Difficulty.NONE.isMetBy(Hash.MAX)).isTrue();
    assertThat(Difficulty.NONE.isMetBy(Hash.ZERO)).isTrue();
    assertThat(Difficulty.NONE.work()).isZero();
    assertThat(Difficulty.NONE.target()).isEqualTo(Hash.MAX);
  }

  @Example
  void coefficientsAndTargetsOutOfRangeAreRefused() {
    for (BigInteger wrong :
        List.of(BigInteger.ZERO, BigInteger.valueOf(-1), BigInteger.TWO.pow(255))) {
      assertRefused(() -> Difficulty.ofCoefficient(wrong));
    }
    for (BigInteger wrong : List.of(BigInteger.ZERO, BigInteger.valueOf(-1), SPACE)) {
      assertRefused(() -> Difficulty.ofTarget(wrong));
    }
    assertThat(Difficulty.ofCoefficient(1).isMetBy(Hash.ZERO)).isTrue();
    BigInteger largest = BigInteger.TWO.pow(255).subtract(BigInteger.ONE);
    assertThat(Difficulty.ofCoefficient(largest).isMetBy(Hash.ZERO)).isTrue();
  }
}
