package org.medchain.node.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** CONN-16: how many lines refused connections get. */
class RefusalLogTest {
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final RefusalLog log = new RefusalLog(meters);

  private double unlogged() {
    return meters.counter("medchain.transport.refusals.unlogged").count();
  }

  @Test
  void whatExceedsTheRateIsCountedAndNamedLater() {
    long nowNs = System.nanoTime();
    for (int i = 0; i < RefusalLog.LINES_PER_PERIOD; i++) {
      assertThat(log.admit(nowNs)).isEqualTo(OptionalLong.of(0));
    }
    for (int i = 0; i < 1000; i++) {
      assertThat(log.admit(nowNs + RefusalLog.PERIOD_NS - 1)).isEmpty();
    }
    assertThat(unlogged()).isEqualTo(1000);
    long next = nowNs + RefusalLog.PERIOD_NS;
    assertThat(log.admit(next)).isEqualTo(OptionalLong.of(1000));
    assertThat(log.admit(next)).isEqualTo(OptionalLong.of(0));
    assertThat(unlogged()).isEqualTo(1000);
  }
}
