package org.medchain.comparison.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;

/** CMP-17: the mean of the search against the nodes' own {@link Difficulty}, hash by hash. */
class HashesPerBlockTest {
  private static final int PREFIXES = 1 << 16;

  private static HashesPerBlock of(Difficulty difficulty) {
    return HashesPerBlock.ofCompact(difficulty.compact());
  }

  /**
   * Enumeration: a target of which only the first two bytes are not 0 is met by a hash or not
   * according to the hash's first two bytes, and these can all be tried.
   */
  @Property(seed = "5521", tries = 20)
  void isTheShareOfHashesThatANodeAccepts(@ForAll @IntRange(min = 1, max = 65_535) int top) {
    Difficulty difficulty = Difficulty.ofTarget(BigInteger.valueOf(top).shiftLeft(240));
    byte[] hash = new byte[Hash.SIZE];
    int met = 0;
    for (int prefix = 0; prefix < PREFIXES; prefix++) {
      hash[0] = (byte) (prefix >> 8);
      hash[1] = (byte) prefix;
      met += difficulty.isMetBy(Hash.fromArray(hash, 0)) ? 1 : 0;
    }
    assertThat(of(difficulty).expected()).isEqualTo(new BigFraction(PREFIXES, met));
  }

  /** Bitcoin's difficulty 1, 2^48 / 65535 hashes (Bitcoin wiki, "Difficulty"). */
  @Test
  void agreesWithBitcoinsDifficultyOne() {
    HashesPerBlock hashes = HashesPerBlock.ofCompact(0x1d00_ffff);
    assertThat(hashes.expected())
        .isEqualTo(new BigFraction(BigInteger.ONE.shiftLeft(48), BigInteger.valueOf(65_535)));
    assertThat(hashes.expected().doubleValue()).isCloseTo(4_295_032_833.000_015, within(1e-6));
  }

  @Test
  void refusesWhatIsNoTarget() {
    assertThatThrownBy(() -> HashesPerBlock.ofCompact(0)).hasMessageContaining("target");
    assertThatThrownBy(() -> HashesPerBlock.ofCompact(0x0480_0000)).hasMessageContaining("sign");
    assertThatThrownBy(() -> HashesPerBlock.ofCompact(0x2200_ffff)).hasMessageContaining("target");
    assertThat(HashesPerBlock.ofCompact(0x0112_3456).target()).isEqualTo(BigInteger.valueOf(0x12));
  }
}
