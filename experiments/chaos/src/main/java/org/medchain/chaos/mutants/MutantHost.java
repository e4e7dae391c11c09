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
  CLUSTER("org.medchain.harness.search.ClusterMutantRun");

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
    };
  }

  /** How many seeds are tried for each defect, where nothing else is said. */
  public long seeds() {
    return this == CLUSTER ? 20 : 10_000;
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
