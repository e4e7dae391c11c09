package org.medchain.consensus;

import java.util.List;
import org.medchain.data.Argument;
import org.medchain.data.Transaction;

/**
 * When a proposer closes a block, whichever comes first, and how large a valid block may be: the
 * first two limits are the chain's, the same for all nodes.
 *
 * @param transactions the largest number
 * @param bytes of encoded transactions, at most; a larger single one is never proposed
 * @param delayNs how long the first may wait for company, in nanoseconds; 0 for not at all
 */
public record BatchLimits(int transactions, int bytes, long delayNs) {
  /** Blocks whose requests may wait at a node. */
  private static final int WAITING_BLOCKS = 32;

  public BatchLimits {
    Argument.refuseIf(
        transactions < 1 || bytes < 1 || delayNs < 0,
        "a batch holds 1 transaction and 1 byte or more, and waits 0 ns or more");
  }

  /** Bytes of requests that may wait at a node: those of 32 blocks (PBFT-24). */
  public long waitingBytes() {
    return (long) WAITING_BLOCKS * bytes;
  }

  /** Whether a block with these transactions keeps to count and size. */
  public boolean allow(List<Transaction> batch) {
    long size = batch.stream().mapToLong(RequestPool::sizeOf).sum();
    return batch.size() <= transactions && size <= bytes;
  }
}
