package org.medchain.faults.hostile.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.medchain.cluster.load.LoadResult;
import org.medchain.faults.hostile.HostileCounts;
import org.medchain.faults.hostile.HostileCounts.Counted;
import org.medchain.faults.hostile.HostileRole;

/** The table and the verdicts of {@code bench hostile} (THR-7). */
class HostileFiguresTest {
  private static final Neighbours ALL = Neighbours.all().getLast();

  @Test
  void onlyTheMembersOwnViewsExplainAChange() {
    assertThat(HostileBench.explained(0, 1)).isOne();
    assertThat(HostileBench.explained(1, 4)).isZero();
    assertThat(HostileBench.explained(3, 9)).isEqualTo(2);
    assertThat(HostileBench.explained(4, 4)).isZero();
  }

  @Test
  void aRowHasTheSumOfItsRounds() {
    HostileFigures figures = new HostileFigures();
    figures.add(ALL, slot(100, 0, 0));
    figures.add(ALL, slot(90, 1, 1));
    String[] lines = figures.csv().split("\n");
    assertThat(lines).hasSize(2);
    assertThat(lines[1].split(",", -1)).hasSameSizeAs(lines[0].split(",", -1));
    assertThat(lines[1]).startsWith("all,2,500,200,190,0.950,0.900,1.0,1.0,1,1,14,");
    assertThat(figures.verdicts().getFirst()).contains("95.0 %").doesNotContain("missed");
  }

  @Test
  void lostLoadAndAChangeOfACorrectPrimaryAreMissed() {
    HostileFigures lost = new HostileFigures();
    lost.add(ALL, slot(89, 0, 0));
    assertThat(lost.verdicts().getFirst()).contains(">= 90: missed").contains("<= 0: kept");
    HostileFigures changed = new HostileFigures();
    changed.add(ALL, slot(100, 2, 1));
    assertThat(changed.verdicts().getFirst()).contains(">= 90: kept").contains("<= 1: missed");
  }

  /** Requests that never became final count: the median of all falls among them. */
  @Test
  void aPercentileAmongLostRequestsIsEmpty() {
    HostileFigures figures = new HostileFigures();
    figures.add(ALL, slot(100, 3, 0, 0));
    assertThat(figures.csv()).contains("all,1,500,100,100,1.000,1.000,,,");
    figures.add(ALL, slot(100, 1, 0, 0));
    figures.add(ALL, slot(100, 1, 0, 0));
    assertThat(figures.csv()).contains("all,3,500,300,300,1.000,1.000,1.0,,");
  }

  private static SlotMeasurement slot(double committed, long changes, long explained) {
    return slot(committed, 1, changes, explained);
  }

  private static SlotMeasurement slot(double committed, long due, long changes, long explained) {
    Histogram latency = new Histogram(3_600_000_000L, 3);
    latency.recordValue(1000);
    return new SlotMeasurement(
        500,
        100,
        committed,
        LoadResult.of(100, due, committed, 0, latency),
        0,
        changes,
        explained,
        new NodeReadings(0, Collections.nCopies(NodeReadings.COUNTERS.size(), 0L)),
        List.of(new HostileCounts(HostileRole.AGENCY, Map.of(Counted.SENT, 7L))),
        0);
  }
}
