package org.medchain.baseline.run;

import java.util.List;
import org.medchain.experiments.results.CsvColumn;

/**
 * A figure of a round (BASE-9).
 *
 * @param system of whom; a standby at a distance is another system
 * @param figure what, with its unit
 * @param time {@code wall}, or {@code virtual} where it is simulated
 */
record BenchRow(
    int round, String system, BenchOperation operation, String figure, String time, double value) {
  static final String THROUGHPUT = "throughput_per_s";
  static final String P50 = "p50_ms";
  static final String P99 = "p99_ms";
  static final String CPU = "cpu_ms_a_request";
  static final String BYTES = "bytes_a_request";
  static final String FAILED = "failed";

  /** Of {@code rounds.csv}. */
  static final List<CsvColumn<BenchRow>> COLUMNS =
      List.of(
          new CsvColumn<>("round", BenchRow::round),
          new CsvColumn<>("system", BenchRow::system),
          new CsvColumn<>("operation", it -> it.operation.key()),
          new CsvColumn<>("figure", BenchRow::figure),
          new CsvColumn<>("time", BenchRow::time),
          new CsvColumn<>("value", BenchRow::value));
}
