package org.medchain.simulation.event;

/** The content of an event; the {@link EventQueue} has its target and time. */
public sealed interface SimulationEvent
    permits StartEvent,
        LinksUp,
        MessageInFlight,
        TimerEvent,
        PersistedEvent,
        BlockFound,
        LoadTick,
        CoreReleased {
  /** The event reached one to whom it cannot happen. */
  default IllegalArgumentException misdirectedTo(String whom) {
    return new IllegalArgumentException("does not happen to " + whom + ": " + this);
  }
}
