package org.medchain.chaos.schedule;

/** A Byzantine member that is no replica: it says something when the schedule lets it. */
interface ByzantineActor extends Endpoint {
  /** One thing that it says, which follows from the draw and from what it knows. */
  void act(ScheduleRandom how);
}
