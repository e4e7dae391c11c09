package org.medchain.baseline.run;

import java.util.List;
import java.util.Locale;
import org.medchain.baseline.SystemKind;
import org.medchain.experiments.results.CsvColumn;

/**
 * A figure of what a system needs in the long run (BASE-11).
 *
 * @param command that measures it
 */
record GrowthRow(SystemKind system, String figure, double value, String unit, String command) {
  /** Of {@code growth.csv}. */
  static final List<CsvColumn<GrowthRow>> COLUMNS =
      List.of(
          new CsvColumn<>("system", it -> it.system.key()),
          new CsvColumn<>("figure", GrowthRow::figure),
          new CsvColumn<>("value", it -> it.number()),
          new CsvColumn<>("unit", GrowthRow::unit),
          new CsvColumn<>("command", GrowthRow::command));

  private String number() {
    return String.format(Locale.ROOT, value < 1000 ? "%.3f" : "%.0f", value);
  }

  /** For a terminal. */
  List<String> words() {
    return List.of(system.key(), figure, number(), unit);
  }
}
