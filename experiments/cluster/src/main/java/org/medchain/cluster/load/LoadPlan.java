package org.medchain.cluster.load;

import java.time.Duration;

/**
 * The load of a client's process.
 *
 * @param senders that it signs for, 1 or more
 * @param outstanding closed load: requests that each sender keeps in flight; 0 for an open load
 * @param rateTps open load: requests a second of this process; 0 for a closed load
 * @param requestBytes length of each request's content
 * @param macs whether requests come under message authentication codes instead of signatures
 * @param warmup that is not measured
 * @param duration that is measured
 */
public record LoadPlan(
    int senders,
    int outstanding,
    double rateTps,
    int requestBytes,
    boolean macs,
    Duration warmup,
    Duration duration) {
  /** Checks that the load is either open or closed. */
  public LoadPlan {
    if (senders < 1 || (outstanding > 0) == (rateTps > 0) || requestBytes < 0) {
      throw new IllegalArgumentException(
          "a load has a sender, and is either open (a rate) or closed (requests in flight)");
    }
  }
}
