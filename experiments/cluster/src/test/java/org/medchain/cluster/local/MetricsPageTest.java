package org.medchain.cluster.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How a node's page of metrics is read. */
class MetricsPageTest {
  @Test
  void valuesOfOneNameAreSummed() {
    MetricsPage page =
        new MetricsPage(
            """
            # TYPE a_total counter
            a_total{node="n0",reason="x"} 2.0
            a_total{node="n0",reason="y"} 1.0E3
            ab_total{reason="x"} 7.0
            plain 0.5
            """);
    assertThat(page.count("a_total", "reason=\"x\"")).isEqualTo(2);
    assertThat(page.count("a_total")).isEqualTo(1002);
    assertThat(page.value("plain")).hasValue(0.5);
    assertThat(page.value("plain", "reason=\"x\"")).isEmpty();
    assertThat(new MetricsPage("").count("a_total")).isZero();
  }
}
