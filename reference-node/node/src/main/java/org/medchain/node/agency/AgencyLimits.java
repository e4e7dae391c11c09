package org.medchain.node.agency;

/**
 * The bounds of an agency's memory.
 *
 * @param maxRequestBytes the largest request that is passed on, in bytes of its envelope
 * @param maxOpenRequests requests whose answers are expected, in all; each takes about 300 bytes
 * @param maxOpenPerConnection of one connection in that
 * @param requestTimeoutNs how long answers are expected after a request was passed on last, in
 *     nanoseconds
 * @param refusalsPerSecond how many requests of one connection are given back with a reason in a
 *     second; more are dropped and counted, since each costs a signature
 */
public record AgencyLimits(
    int maxRequestBytes,
    int maxOpenRequests,
    int maxOpenPerConnection,
    long requestTimeoutNs,
    int refusalsPerSecond) {
  /** 1 MiB, 131,072 requests open, 32,768 by one connection, 30 s, 100 a second. */
  public static final AgencyLimits DEFAULT =
      new AgencyLimits(1 << 20, 131_072, 32_768, 30_000_000_000L, 100);
}
