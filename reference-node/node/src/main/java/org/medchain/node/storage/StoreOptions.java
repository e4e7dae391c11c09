package org.medchain.node.storage;

import java.time.Duration;
import org.medchain.consensus.Protocol;
import org.medchain.data.Argument;

/**
 * How a store works.
 *
 * @param protocol by which its blocks are decided
 * @param force whether it waits for the disk; false only for benchmarks, since then a power cut
 *     loses what was acknowledged
 * @param commitDelay after how long entries without a waiting caller become durable; 0 to a minute
 * @param segmentBytes from which length on a segment is closed and the next one begun, in bytes;
 *     256 B to 1 GiB
 * @param queueBytes how much may wait for the disk before its callers have to, in bytes; 1 or more
 */
public record StoreOptions(
    Protocol protocol, boolean force, Duration commitDelay, int segmentBytes, long queueBytes) {
  /** Forced, 5 ms, 64 MiB a segment, 64 MiB of queue. */
  public static StoreOptions of(Protocol protocol) {
    return new StoreOptions(protocol, true, Duration.ofMillis(5), 64 << 20, 64L << 20);
  }

  public StoreOptions {
    boolean delayed =
        !commitDelay.isNegative() && commitDelay.compareTo(Duration.ofMinutes(1)) <= 0;
    Argument.refuseIf(
        !delayed || segmentBytes < 256 || segmentBytes > 1 << 30 || queueBytes < 1,
        "a store's delay is 0 to 60 s, its segments 256 B to 1 GiB, its queue 1 byte " + "or more");
  }

  /** The same, forced or not. */
  public StoreOptions withForce(boolean forced) {
    return new StoreOptions(protocol, forced, commitDelay, segmentBytes, queueBytes);
  }
}
