package org.medchain.chaos.schedule;

/**
 * A mail on one link.
 *
 * @param from the sender
 * @param to the receiver
 * @param envelope the message
 * @param label kind, view, height and occurrence number on this link; empty unless events are
 *     recorded
 */
record PendingMessage(Endpoint from, Endpoint to, SharedEnvelope envelope, String label) {
  /** The link in an event. */
  String link() {
    return from.name() + ">" + to.name();
  }
}
