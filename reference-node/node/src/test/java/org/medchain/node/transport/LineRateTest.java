package org.medchain.node.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** CONN-16, CONN-19: the number of lines for events that strangers can cause. */
class LineRateTest {
  @ParameterizedTest
  @ValueSource(ints = {1, 20})
  void whatExceedsTheRateIsNamedLater(int perMinute) {
    LineRate rate = new LineRate(perMinute);
    long nowNs = System.nanoTime();
    for (int i = 0; i < perMinute; i++) {
      assertThat(rate.admit(nowNs)).isEqualTo(OptionalLong.of(0));
    }
    for (int i = 0; i < 1000; i++) {
      assertThat(rate.admit(nowNs + LineRate.PERIOD_NS - 1)).isEmpty();
    }
    long next = nowNs + LineRate.PERIOD_NS;
    assertThat(rate.admit(next)).isEqualTo(OptionalLong.of(1000));
    assertThat(rate.admit(next + LineRate.PERIOD_NS)).isEqualTo(OptionalLong.of(0));
  }
}
