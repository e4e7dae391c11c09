package org.medchain.comparison.theory;

import org.apache.commons.math3.fraction.BigFraction;

/**
 * Messages of PBFT's normal case, exact (Castro and Liskov 1999, §4.2) (CMP-20; decision 0053).
 *
 * <p>A message to m receivers counts m times, one to oneself not at all. No faults, nothing sent
 * twice, and without CHECKPOINTs, of which there are n (n − 1) every K heights.
 *
 * @param replicas n, 4 or more
 * @param requestAddressees receivers of a client's request
 */
public record PbftMessageCount(int replicas, RequestAddressees requestAddressees) {
  /** The first receivers of a client's request. */
  public enum RequestAddressees {
    /** To the primary alone, as in the literature. */
    TO_PRIMARY,
    /** To all replicas, as in the paper (§4) and here (decision 0011). */
    TO_ALL
  }

  /** One-way delays from a request to its reply: request, three phases, reply. */
  public static final int ROUNDS_FOR_CLIENT = 5;

  /** PRE-PREPAREs of a block, n − 1: the primary's to each backup. */
  public long prePrepares() {
    return replicas - 1L;
  }

  /** PREPAREs of a block, (n − 1)²: each backup's to all others, the primary included. */
  public long prepares() {
    return (replicas - 1L) * (replicas - 1L);
  }

  /** COMMITs of a block, n(n − 1): of each node to all others. */
  public long commits() {
    return replicas * (replicas - 1L);
  }

  /** All messages between replicas for a block, 2n(n − 1), however many requests it holds. */
  public long messagesPerBlock() {
    return prePrepares() + prepares() + commits();
  }

  /** Copies of a request that its client sends: n or 1. */
  public long requests() {
    return requestAddressees == RequestAddressees.TO_ALL ? replicas : 1;
  }

  /**
   * Replies to a request, n, of which f + 1 suffice. A replica that the request itself reaches only
   * after its block repeats its reply, which is not counted here.
   */
  public long replies() {
    return replicas;
  }

  /**
   * Messages for each request, its share of a block's and its own, exact.
   *
   * @param batch requests of a block, 1 or more
   */
  public BigFraction messagesPerRequest(int batch) {
    return new BigFraction(messagesPerBlock())
        .divide(batch)
        .add(new BigFraction(requests() + replies()));
  }
}
