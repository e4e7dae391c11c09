package org.medchain.simulation;

/** A node may begin. */
enum Start implements Occurrence {
  /** At the time 0, for the first time. */
  START,

  /** After a crash. */
  AGAIN
}
