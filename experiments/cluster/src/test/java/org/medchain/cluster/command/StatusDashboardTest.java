package org.medchain.cluster.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.medchain.cluster.MemberState;

/** How a cluster looks in a terminal (OPS-10, OPS-11). */
class StatusDashboardTest {
  @Test
  void in80Columns() {
    assertThat(String.join("\n", StatusDashboard.lines("demo-4", SyntheticCluster.four())))
        .isEqualTo(
            """
            demo-4: 2 of 4 nodes ready, height 120346, view 3, 8123 requests/s

            node                         height  view     tps  p50 ms  p99 ms waiting  peers
            node-0         ready         120345     3    8123    2.25    39.0      17    3/3
            node-1       * ready         120346     3    8120    2.25    39.0      17    3/3
            node-2         isolated          98     2    0.00    2.25    39.0      17    1/3
              isolated: reaches 2 of the 3 members of a quorum
            node-3         silent: \
            """);
  }

  @Property(tries = 300)
  void noLineIsLongerThanTheTerminalNorMovesTheCursor(@ForAll String text) {
    List<MemberState> nodes = new ArrayList<>(SyntheticCluster.four());
    nodes.add(SyntheticCluster.hostile());
    nodes.add(SyntheticCluster.state(text.replace("\0", ""), true, text));

    assertThat(StatusDashboard.lines(text, nodes))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80).matches("[ -~]*"));
  }

  @Test
  void aClusterThatIsDownIsShownToo() {
    MemberState down = SyntheticCluster.four().get(3);

    assertThat(
            StatusDashboard.lines(
                "demo", List.of(down, SyntheticCluster.state("node-4", false, "killed"))))
        .contains(
            "demo: 0 of 2 nodes ready", "node-3         silent: ", "node-4         dead: killed");
    assertThat(StatusDashboard.lines("demo", List.of()))
        .first()
        .isEqualTo("demo: 0 of 0 nodes ready");
  }

  @Test
  void numbersKeepToTheirColumns() {
    assertThat(StatusDashboard.real(0)).isEqualTo("0.00");
    assertThat(StatusDashboard.real(9.994)).isEqualTo("9.99");
    assertThat(StatusDashboard.real(9.996)).isEqualTo("10.0");
    assertThat(StatusDashboard.real(812.5)).isIn("812", "813");
    assertThat(StatusDashboard.whole(9_999_999)).isEqualTo("9999999");
    assertThat(StatusDashboard.whole(10_000_000)).isEqualTo("10M");
  }
}
