package org.medchain.comparison.config;

/** What runs the replicas. */
public enum Host {
  /** The seeded discrete-event simulation, one thread a trial. */
  SIMULATION("simulation");

  private final String key;

  Host(String key) {
    this.key = key;
  }

  /** The word for it in config files. */
  public String key() {
    return key;
  }
}
