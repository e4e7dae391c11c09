package org.medchain.cluster.top;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.medchain.cluster.top.StatusDashboard.NodeLine;

/** How a cluster looks in a terminal (OPS-10, OPS-11). */
class StatusDashboardTest {
  @Test
  void in80Columns() {
    assertThat(String.join("\n", new StatusDashboard(80).lines("demo-4", SyntheticCluster.four())))
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

  @Test
  void in120Columns() {
    assertThat(String.join("\n", new StatusDashboard(120).lines("demo-4", SyntheticCluster.four())))
        .isEqualTo(
            """
            demo-4: 2 of 4 nodes ready, height 120346, view 3, 8123 requests/s

            node                         height  view     tps  p50 ms  p99 ms waiting  peers  executed rejected queued      up
            node-0         ready         120345     3    8123    2.25    39.0      17    3/3      123M       42      6    2h3m
            node-1       * ready         120346     3    8120    2.25    39.0      17    3/3      123M       42      6    2h3m
            node-2         isolated          98     2    0.00    2.25    39.0      17    1/3      123M       42      6    2h3m
              isolated: reaches 2 of the 3 members of a quorum
            node-3         silent: \
            """);
  }

  @Property(tries = 300)
  void noLineIsLongerThanTheTerminalNorMovesTheCursor(
      @ForAll @IntRange(min = 1, max = 200) int width, @ForAll String text) {
    List<NodeLine> nodes = new ArrayList<>(SyntheticCluster.four());
    nodes.add(SyntheticCluster.hostile());
    nodes.add(new NodeLine(text, "silent", text, Optional.empty()));

    assertThat(new StatusDashboard(width).lines(text, nodes))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(width).matches("[ -~]*"));
  }

  @Test
  void aClusterThatIsDownIsShownToo() {
    NodeLine down = SyntheticCluster.four().get(3);

    assertThat(new StatusDashboard(80).lines("demo", List.of(down, down)))
        .contains("demo: 0 of 2 nodes ready", "node-3         silent: ");
    assertThat(new StatusDashboard(80).lines("demo", List.of()))
        .first()
        .isEqualTo("demo: 0 of 0 nodes ready");
  }

  @Test
  void aDeadProcessIsSaidToBeDead() {
    List<NodeLine> dead = List.of(SyntheticCluster.dead());

    assertThat(new StatusDashboard(80).lines("demo", dead)).contains("node-4         dead: killed");
  }

  @Test
  void numbersKeepToTheirColumns() {
    assertThat(DashboardColumn.real(0)).isEqualTo("0.00");
    assertThat(DashboardColumn.real(9.994)).isEqualTo("9.99");
    assertThat(DashboardColumn.real(9.996)).isEqualTo("10.0");
    assertThat(DashboardColumn.real(812.5)).isIn("812", "813");
    assertThat(DashboardColumn.whole(9_999_999)).isEqualTo("9999999");
    assertThat(DashboardColumn.whole(10_000_000)).isEqualTo("10M");
    assertThat(DashboardColumn.duration(59.9)).isEqualTo("59s");
    assertThat(DashboardColumn.duration(7384)).isEqualTo("2h3m");
    assertThat(DashboardColumn.duration(90_000)).isEqualTo("1d1h");
  }

  @Test
  void aFrameHasAsManyLinesAsFit() {
    assertThat(TerminalScreen.frame(List.of("a", "b"), 2))
        .isEqualTo("\u001b[Ha\u001b[K\r\nb\u001b[K\r\n\u001b[J");
    assertThat(TerminalScreen.frame(List.of("a", "b", "c"), 2))
        .isEqualTo("\u001b[Ha\u001b[K\r\n... 2 more lines\u001b[K\u001b[J");
    assertThat(TerminalScreen.frame(List.of("a"), 0)).contains("1 more lines");
    assertThat(TerminalScreen.TerminalSize.parse("50 132\n"))
        .hasValue(new TerminalScreen.TerminalSize(50, 132));
    assertThat(TerminalScreen.TerminalSize.parse("0 0")).isEmpty();
    assertThat(TerminalScreen.TerminalSize.parse("")).isEmpty();
    assertThat(TerminalScreen.TerminalSize.parse("a b")).isEmpty();
  }
}
