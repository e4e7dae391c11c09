package org.medchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.medchain.Refusals.assertRefused;

import net.jqwik.api.Example;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.PublicKey;

/** POW-14, POW-23, POW-33: how often a node gets replies, and short ids of six bytes. */
class RateLimitTest {
  private final PowFixture fixture = new PowFixture(1, PowFixture.EASY, new TestSignatures());

  /** A number for each, until the next period. */
  @Example
  void eachHasSoMuchOfItsOwn() {
    RateLimit allowance = new RateLimit(2);
    PublicKey one = fixture.keys("node 1").publicKey();
    PublicKey two = fixture.keys("node 2").publicKey();
    for (int period = 0; period < 3; period++) {
      assertThat(allowance.tryAcquire(one)).isTrue();
      assertThat(allowance.tryAcquire(one)).isTrue();
      assertThat(allowance.tryAcquire(one)).isFalse();
      assertThat(allowance.tryAcquire(two)).isTrue();
      allowance.reset();
    }
  }

  /** POW-33, DATA-1: 48 bits, all of which are written. */
  @Example
  void aShortIdHasSixBytes() {
    long all = (1L << 48) - 1;
    for (long bits : new long[] {0, 1, 0xFF, 0x0102_0304_0506L, 0x8000_0000_0000L, all}) {
      Bytes encoded = new ShortId(bits).encoded();
      assertThat(encoded.size()).isEqualTo(ShortId.SIZE);
      assertThat(Decoder.decode(encoded, ShortId.CODEC::decode).bits()).isEqualTo(bits);
    }
    for (long bits : new long[] {all + 1, -1}) {
      assertRefused(() -> new ShortId(bits));
    }
  }
}
