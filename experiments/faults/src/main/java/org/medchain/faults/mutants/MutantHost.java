package org.medchain.faults.mutants;

/** Where a defect shows: which search runs it, and the unchanged code beside it. */
public enum MutantHost {
  /** The random schedules of the replicas. */
  SCHEDULES("consensus.csv", 10_000),
  /** Tests in the simulation. */
  SIMULATION("harness.csv", 10_000),
  /**
   * Tests on processes: the defect is in the nodes only. What such a search finds is that of one
   * search, since a machine does not repeat itself.
   */
  CLUSTER("cluster.csv", 20),
  /** Steps without any idea, for comparison: what shows in schedules is looked for here, too. */
  BASELINE("baseline.csv", 2_000);

  private final String table;
  private final long seeds;

  MutantHost(String table, long seeds) {
    this.table = table;
    this.seeds = seeds;
  }

  /** The file of its results. */
  public String table() {
    return table;
  }

  /** How many seeds are tried for each defect, where nothing else is said. */
  public long seeds() {
    return seeds;
  }

  /** Whether it takes defects of this host. */
  public boolean searches(MutantHost other) {
    return this == BASELINE ? other == SCHEDULES : other == this;
  }

  /** Where a search of this host looks for a defect: the patch says, except for the baseline. */
  public MutantHost of(SourceMutant mutant) {
    return this == BASELINE && searches(mutant.host()) ? this : mutant.host();
  }
}
