package org.medchain.game.random;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.rng.UniformRandomProvider;
import org.junit.jupiter.api.Test;

/** GAME-17: seeds from (master, cell, replicate), and the generators that they start. */
class ReplicateSeedTest {
  /** A change of these changes every seeded result of the project. */
  @Test
  void goldenValues() {
    assertThat(ReplicateSeed.of(1, "cell", 0).value()).isEqualTo(-4719194987969783782L);
    assertThat(ReplicateSeed.of(1, "cell", 1).value()).isEqualTo(-1810546569499038030L);
    assertThat(ReplicateSeed.of(2021, 7, 3).value()).isEqualTo(3506773327039524815L);
    assertThat(ReplicateSeed.of(2021, 7, 3).substream(1).value()).isEqualTo(-4967088046849303412L);
    UniformRandomProvider random = ReplicateSeed.of(1, "cell", 0).generator();
    assertThat(new long[] {random.nextLong(), random.nextLong(), random.nextLong()})
        .containsExactly(1116023818790658303L, -4729880412235754376L, 1096222366769380974L);
  }

  /** Blackman and Vigna (2021): xoshiro256++, written out again. */
  @Property(seed = "17", tries = 50)
  void generatesAsXoshiro(@ForAll long value) {
    long[] state = new long[4];
    for (int word = 0; word < 4; word++) {
      state[word] = ReplicateSeed.first(value + word * 0x9E3779B97F4A7C15L);
    }
    UniformRandomProvider random = new ReplicateSeed(value).generator();
    for (int draw = 0; draw < 20; draw++) {
      long expected = Long.rotateLeft(state[0] + state[3], 23) + state[0];
      long shifted = state[1] << 17;
      state[2] ^= state[0];
      state[3] ^= state[1];
      state[1] ^= state[2];
      state[0] ^= state[3];
      state[2] ^= shifted;
      state[3] = Long.rotateLeft(state[3], 45);
      assertThat(random.nextLong()).isEqualTo(expected);
    }
  }
}
