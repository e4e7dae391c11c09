package org.medchain.simulation.event;

/** A node may begin. */
public enum StartEvent implements SimulationEvent {
  /** At the time 0, for the first time. */
  START,

  /** After a crash. */
  RESTART
}
