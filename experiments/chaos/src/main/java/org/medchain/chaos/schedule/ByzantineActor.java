package org.medchain.chaos.schedule;

/** A Byzantine member that is no replica: it sends a message when the schedule lets it. */
interface ByzantineActor extends Endpoint {
  /** One message, which depends on the draw and on its knowledge. */
  void act(ScheduleRandom how);
}
