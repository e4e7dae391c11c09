package org.medchain.contract.engine;

/**
 * The most that a module's reaction to an event does to the state (CON-28). It comes on top of the
 * bound of the operation that emits the event.
 *
 * @param event whose
 * @param atMost for one event
 */
public record ReactionBound(EventType<?> event, StateWork atMost) {}
