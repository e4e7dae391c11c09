package org.medchain.consensus.pow;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import org.medchain.consensus.golden.TestSignatures;
import org.medchain.data.PublicKey;

/** POW-14, POW-23: how often a node gets replies. */
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
}
