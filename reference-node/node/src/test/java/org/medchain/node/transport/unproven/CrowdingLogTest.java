package org.medchain.node.transport.unproven;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.medchain.node.transport.unproven.CrowdingLog.CrowdingCounts;

/** CONN-19: one line a minute for connections that lost their places or found none. */
class CrowdingLogTest {
  @Test
  void theNextLineHasTheNumbersSinceTheLastOne() {
    CrowdingLog log = new CrowdingLog();
    long nowNs = System.nanoTime();
    assertThat(log.count(true, nowNs)).contains(new CrowdingCounts(1, 0));
    for (int i = 0; i < 1000; i++) {
      assertThat(log.count(i % 4 > 0, nowNs + CrowdingLog.PERIOD_NS - 1)).isEmpty();
    }
    long next = nowNs + CrowdingLog.PERIOD_NS;
    assertThat(log.count(false, next)).contains(new CrowdingCounts(750, 251));
    assertThat(log.count(true, next + 1)).isEmpty();
    assertThat(log.count(true, next + CrowdingLog.PERIOD_NS)).contains(new CrowdingCounts(2, 0));
  }
}
