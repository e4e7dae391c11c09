package org.medchain.simulation.event;

/** What an event is about; to whom and when it happens, the {@link EventQueue} knows. */
public sealed interface SimulationEvent
    permits StartEvent,
        MessageInFlight,
        TimerEvent,
        PersistedEvent,
        BlockFound,
        LoadTick,
        CoreReleased {}
