package org.medchain.cluster.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.medchain.cluster.load.SignatureFloor;

/** NODE-9: the benchmark's table. */
class BenchFiguresTest {
  @Test
  void theMedianCountsAndTheOthersStandBesideIt() {
    BenchFigures figures = new BenchFigures();
    for (double floor : new double[] {20_000, 10_000, 12_000}) {
      figures.add("floor_tps", "1/s", floor);
    }
    for (double tps : new double[] {9_000, 3_000, 6_000}) {
      figures.add("signed_0b_tps", "1/s", 8000, tps);
    }
    figures.add("p99_1000_ms", "ms", 40, 10);
    assertThat(figures.csv())
        .isEqualTo(
            """
            figure,value,unit,limit,ratio
            floor_tps,12000,1/s,,1.000
            floor_tps_least,10000,1/s,,0.833
            floor_tps_most,20000,1/s,,1.667
            signed_0b_tps,6000,1/s,8000,0.500
            signed_0b_tps_least,3000,1/s,8000,0.250
            signed_0b_tps_most,9000,1/s,8000,0.750
            p99_1000_ms,10,ms,40,0.250
            """);
    assertThat(figures.verdicts()).hasSize(2);
    assertThat(figures.verdicts().getFirst()).contains("signed_0b_tps", "missed");
    assertThat(figures.verdicts().getLast()).contains("p99_1000_ms", "kept");
  }

  /** A percentile among requests that never became final has no number, and keeps no limit. */
  @Test
  void whatHasNoNumberIsEmptyAndMissed() {
    BenchFigures figures = new BenchFigures();
    for (double ms : new double[] {10, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY}) {
      figures.add("p99_1000_ms", "ms", 40, ms);
    }
    assertThat(figures.csv())
        .isEqualTo(
            """
            figure,value,unit,limit,ratio
            p99_1000_ms,,ms,40,
            p99_1000_ms_least,10,ms,40,0.250
            p99_1000_ms_most,,ms,40,
            """);
    assertThat(figures.verdicts().getFirst()).contains("missed");
  }

  @Test
  void aSignatureIsMeasuredAndBoundsTheRate() {
    SignatureFloor floor = new SignatureFloor(10, 40);
    assertThat(floor.tps(2, 4)).isBetween(11_764.0, 11_765.0);
    assertThat(SignatureFloor.measure().verifyUs()).isPositive();
  }
}
