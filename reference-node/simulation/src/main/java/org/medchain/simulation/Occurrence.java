package org.medchain.simulation;

/** What an event is about; to whom and when it happens, the {@link EventQueue} knows. */
sealed interface Occurrence permits Start, Flight, Alarm, Durable, Find, Turn, Released {}
