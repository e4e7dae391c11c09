package org.medchain.comparison.config;

/** Who decides when the next request comes. */
public enum LoadKind {
  /** The outside world: requests come at their times, whether or not earlier ones are done. */
  OPEN,
  /** The clients: each keeps a number of requests outstanding and thinks between them. */
  CLOSED,
  /** Open loads at rising rates, until one is more than the cell sustains (CMP-52). */
  SATURATION,
  /** A day of a dataset's visits, each by the steps of the paper's process (CMP-55). */
  DAY
}
