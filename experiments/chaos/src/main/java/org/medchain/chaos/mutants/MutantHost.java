package org.medchain.chaos.mutants;

import java.util.Arrays;
import java.util.Locale;

/** Where a defect shows: which search runs it, and the unchanged code beside it. */
public enum MutantHost {
  /** The random schedules of the replicas. */
  SCHEDULES("org.medchain.chaos.mutants.MutantRun"),
  /** The fault harness in the simulation, which brings its class along. */
  SIMULATION("org.medchain.harness.search.HarnessMutantRun"),
  /**
   * The fault harness on processes: the defect is in the nodes only. What such a search finds is
   * that of one search, since a machine does not repeat itself.
   */
  CLUSTER("org.medchain.harness.search.ClusterMutantRun"),
  /** Steps without any idea, for comparison: what shows in schedules is looked for here, too. */
  BASELINE("org.medchain.chaos.mutants.BaselineRun");

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
    return switch (this) {
      case SCHEDULES -> "consensus.csv";
      case SIMULATION -> "harness.csv";
      case CLUSTER -> "cluster.csv";
      case BASELINE -> "baseline.csv";
    };
  }

  /** How many seeds are tried for each defect, where nothing else is said. */
  public long seeds() {
    return switch (this) {
      case SCHEDULES, SIMULATION -> 10_000;
      case CLUSTER -> 20;
      case BASELINE -> 2_000;
    };
  }

  /** Whether it takes defects of this host. */
  public boolean searches(MutantHost other) {
    return this == BASELINE ? other == SCHEDULES : other == this;
  }

  /** As patches write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static MutantHost of(String word) {
    return Arrays.stream(values())
        .filter(each -> each != BASELINE && each.word().equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no host is called '" + word + "'"));
  }
}
