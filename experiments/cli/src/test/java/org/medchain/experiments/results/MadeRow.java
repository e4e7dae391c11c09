package org.medchain.experiments.results;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.medchain.comparison.TrialColumn;

/** A made-up row of {@code trials.csv}. */
public final class MadeRow {
  private static final String USUAL =
      "trial=1 protocol=pbft nodes=4 fault=crash fault_rate=0.0 attacker_share=0.25 epsilon=0.001"
          + " measured=100 committed=100 ";

  private MadeRow() {}

  /** With fields such as {@code nodes=4}, one behind the other; the last of a column counts. */
  public static TrialRow of(String fields) {
    Map<TrialColumn, String> all = new EnumMap<>(TrialColumn.class);
    for (String each : (USUAL + fields).strip().split(" +", -1)) {
      String[] parts = each.split("=", 2);
      all.put(TrialColumn.valueOf(parts[0].toUpperCase(Locale.ROOT)), parts[1]);
    }
    return new TrialRow(all, Map.of());
  }
}
