package org.medchain.simulation;

/** Somebody to whom events happen: a node, a client, the load. */
interface Party {
  /** Something happens. */
  void occur(long atNs, Occurrence what);

  /** The end of a burst: what may leave, leaves; only where cores are shared. */
  default void settle() {}

  /** When it is done with all that happened to it so far; matters where cores are shared. */
  default long busyUntilNs() {
    return 0;
  }
}
