package org.medchain.node.agency;

/**
 * The bounds of what an agency keeps.
 *
 * @param requestBytes the largest request that is passed on, in bytes of its envelope
 * @param open requests whose answers are expected, in all; each takes about 300 bytes
 * @param share of one connection in that
 * @param keepNs how long answers are expected after a request was passed on last, in nanoseconds
 * @param refusals how many requests of one connection are given back with a reason in a second;
 *     more are dropped and counted, since each costs a signature
 */
public record AgencyLimits(int requestBytes, int open, int share, long keepNs, int refusals) {
  /** 1 MiB, 131,072 requests open, 32,768 by one connection, 30 s, 100 a second. */
  public static final AgencyLimits USUAL =
      new AgencyLimits(1 << 20, 131_072, 32_768, 30_000_000_000L, 100);

  /** Checks the ranges. */
  public AgencyLimits {
    if (requestBytes < 1 || open < 1 || share < 1 || keepNs < 1 || refusals < 0) {
      throw new IllegalArgumentException("an agency's limits are 1 or more, refusals 0 or more");
    }
  }
}
