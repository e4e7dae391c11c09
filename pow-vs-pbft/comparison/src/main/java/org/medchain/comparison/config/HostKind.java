package org.medchain.comparison.config;

/** What runs the replicas. */
public enum HostKind implements ConfigKeys.ConfigWord {
  /** The seeded discrete-event simulation, one thread a trial. */
  SIMULATION,
  /** Real processes on this machine, one trial at a time (EXP-15). */
  CLUSTER
}
