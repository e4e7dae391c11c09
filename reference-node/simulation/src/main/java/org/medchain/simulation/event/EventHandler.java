package org.medchain.simulation.event;

/** A receiver of events: a node, a client, the load. */
public interface EventHandler {
  /** Something happens. */
  void handle(long atNs, SimulationEvent what);

  /** The end of a burst: messages that may leave do so; only where cores are shared. */
  default void flush() {}

  /** When it is done with all that happened to it so far; matters where cores are shared. */
  default long busyUntilNs() {
    return 0;
  }
}
