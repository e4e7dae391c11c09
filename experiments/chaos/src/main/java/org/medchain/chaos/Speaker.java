package org.medchain.chaos;

/** A Byzantine member that is no replica: it says something when the schedule lets it. */
interface Speaker extends Party {
  /** One thing that it says, which follows from the draw and from what it knows. */
  void say(Draw how);
}
