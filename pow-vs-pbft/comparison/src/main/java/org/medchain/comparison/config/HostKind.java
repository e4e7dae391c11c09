package org.medchain.comparison.config;

/** What runs the replicas. */
public enum HostKind {
  /** The seeded discrete-event simulation, one thread a trial. */
  SIMULATION,
  /** Real processes on this machine, one trial at a time (EXP-15). */
  CLUSTER;

  /** The word for it in config files. */
  public String key() {
    return ConfigKeys.of(this);
  }
}
