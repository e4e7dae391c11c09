package org.medchain.chaos;

/**
 * A mail on one link.
 *
 * @param from who sent it
 * @param to who is to get it
 * @param mail what
 * @param label kind, view, height and how-manyth on this link; empty unless events are recorded
 */
record Parcel(Party from, Party to, Mail mail, String label) {
  /** The link in an event. */
  String link() {
    return from.name() + ">" + to.name();
  }
}
