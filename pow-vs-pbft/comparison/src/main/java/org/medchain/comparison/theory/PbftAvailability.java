package org.medchain.comparison.theory;

import org.apache.commons.math3.special.Beta;

/**
 * The probability that PBFT can make progress when each replica is down independently of the others
 * with the same probability: that at least a quorum is up (binomial) (CMP-21; decision 0053).
 *
 * <p>About crashes alone: replicas that are up follow the protocol, and the network between them is
 * whole. Binomial tails are incomplete beta functions (Abramowitz and Stegun 1964, 26.5.24), each
 * tail its own, so both keep their digits where they are small.
 *
 * @param replicas n, 1 or more
 * @param quorum Q, how many must be up, 1 to n; ⌈(n + f + 1) / 2⌉ with f = ⌊(n − 1) / 3⌋ here
 *     (decision 0011)
 */
public record PbftAvailability(int replicas, int quorum) {
  /** P(up ≥ Q), from each replica's probability of being down. */
  public double availability(double down) {
    return down == 0 || down == 1
        ? 1 - down
        : Beta.regularizedBeta(1 - down, quorum, replicas - quorum + 1);
  }

  /** P(up < Q), exact to the last digits where it is small. */
  public double unavailability(double down) {
    return down == 0 || down == 1
        ? down
        : Beta.regularizedBeta(down, replicas - quorum + 1, quorum);
  }
}
