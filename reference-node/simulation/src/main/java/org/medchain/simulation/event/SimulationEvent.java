package org.medchain.simulation.event;

/** The content of an event; the {@link EventQueue} has its target and time. */
public sealed interface SimulationEvent
    permits StartEvent,
        MessageInFlight,
        TimerEvent,
        PersistedEvent,
        BlockFound,
        LoadTick,
        CoreReleased {}
