package org.medchain.simulation;

/** Somebody to whom events happen: a node, a client, the load. */
interface Party {
  /** Something happens. */
  void occur(long atNs, Occurrence what);
}
