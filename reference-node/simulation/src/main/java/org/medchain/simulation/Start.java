package org.medchain.simulation;

/** A node may begin. */
enum Start implements Occurrence {
  /** The only one. */
  START
}
