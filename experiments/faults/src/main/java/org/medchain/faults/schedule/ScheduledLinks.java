package org.medchain.faults.schedule;

import java.util.List;
import java.util.stream.Stream;

/**
 * The links between the nodes of a schedule: when one comes up, both ends learn it (CONS-15). What
 * was sent over a link that goes down is lost (SCH-26).
 */
record ScheduledLinks(ScheduledSystem system) {
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

  /** All hosts have started. */
  void begin() {
    system.hosts.forEach(this::comeUpAt);
    if (system.plan.startsQuietly()) {
      settle();
    }
  }

  /** This host has restarted. */
  void comeUp(ScheduledHost host) {
    comeUpAt(host);
    for (ScheduledHost each : system.hosts) {
      if (each.isUp() && !each.key().equals(host.key())) {
        each.reachable(host.key());
      }
    }
  }

  /** Byzantine members have links too. */
  private void comeUpAt(ScheduledHost host) {
    Stream.concat(
            system.hosts.stream().filter(ScheduledHost::isUp), system.byzantineActors.stream())
        .map(Endpoint::key)
        .filter(key -> !key.equals(host.key()))
        .distinct()
        .forEach(host::reachable);
  }

  /** The link between two hosts goes down and comes up again. */
  void flap(ScheduledHost one, ScheduledHost other) {
    system.pendingMessages.removeIf(
        each ->
            (each.from().equals(one) && each.to().equals(other))
                || (each.from().equals(other) && each.to().equals(one)));
    if (one.isUp() && other.isUp()) {
      one.reachable(other.key());
      other.reachable(one.key());
    }
  }

  /** What the nodes ask each other at the start is answered before anything else happens. */
  private void settle() {
    List<PendingMessage> pending = system.pendingMessages;
    system.hosts.forEach(ScheduledLinks::signAll);
    while (!pending.isEmpty() && !system.oracle.hasViolation()) {
      PendingMessage parcel = pending.remove(0);
      parcel.to().receive(parcel.envelope());
      system.hosts.forEach(ScheduledLinks::signAll);
    }
  }

  private static void signAll(ScheduledHost host) {
    while (host.unsigned() > 0) {
      host.sign();
    }
  }
}
