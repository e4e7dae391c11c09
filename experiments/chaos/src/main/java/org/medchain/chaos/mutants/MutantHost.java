package org.medchain.chaos.mutants;

import java.util.Arrays;
import java.util.Locale;

/** Where a defect shows: which search runs it, and the unchanged code beside it. */
public enum MutantHost {
  /** The random schedules of the replicas. */
  SCHEDULES("org.medchain.chaos.mutants.MutantRun"),
  /** The fault harness in the simulation, which brings its class along. */
  SIMULATION("org.medchain.harness.search.HarnessMutantRun");

  private final String main;

  MutantHost(String main) {
    this.main = main;
  }

  /** The class that searches: it takes the first seed and a count, and prints what it found. */
  String main() {
    return main;
  }

  /** The file of its results. */
  public String table() {
    return this == SCHEDULES ? "consensus.csv" : "harness.csv";
  }

  /** As patches write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static MutantHost of(String word) {
    return Arrays.stream(values())
        .filter(each -> each.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no host is called '" + word + "'"));
  }
}
