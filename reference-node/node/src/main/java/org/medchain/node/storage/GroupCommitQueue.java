package org.medchain.node.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.medchain.node.storage.StoreWriter.StoreCommand;

/**
 * The writes that wait for the disk (STO-2, STO-13): the replica's thread puts references in, the
 * disk thread takes all there is. Bounded by bytes; a caller that finds it full waits, and that is
 * counted.
 */
final class GroupCommitQueue {
  private final long maxBytes;
  private final long commitDelayNs;
  private final Runnable onWait;
  private List<StoreCommand> waiting = new ArrayList<>();
  private long bytes;
  private long oldestNs;
  private long highestTaken;
  private long highest;
  private long syncRequested;
  private boolean finishing;
  private boolean closed;

  /**
   * An empty queue.
   *
   * @param onWait is run each time that a caller finds it full
   */
  GroupCommitQueue(StoreOptions options, Runnable onWait) {
    this.maxBytes = options.queueBytes();
    this.commitDelayNs = options.commitDelay().toNanos();
    this.onWait = onWait;
  }

  /**
   * Puts an order in; waits while there is no room. Returns false, without the order, after {@link
   * #close}.
   */
  synchronized boolean put(StoreCommand order, long token, long size) {
    if (!hasRoom(size)) {
      onWait.run();
      notifyAll();
      awaitRoom(size);
    }
    if (closed) {
      return false;
    }
    if (waiting.isEmpty()) {
      oldestNs = System.nanoTime();
    }
    if (waiting.isEmpty() || syncRequested > highestTaken) {
      notifyAll();
    }
    waiting.add(order);
    bytes += size;
    highest = Math.max(highest, token);
    return true;
  }

  private boolean hasRoom(long size) {
    return closed || bytes == 0 || bytes + size <= maxBytes;
  }

  private synchronized void awaitRoom(long size) {
    boolean interrupted = false;
    while (!hasRoom(size)) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true; // orders that were handed over are not lost
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** A caller waits for this token. */
  synchronized void requestSync(long token) {
    syncRequested = Math.max(syncRequested, token);
    if (token > highestTaken && !waiting.isEmpty()) {
      notifyAll();
    }
  }

  /** Bytes that wait. */
  synchronized long bytes() {
    return bytes;
  }

  /** For a queue that is no longer emptied: releases all callers, and discards their entries. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  /** Whether {@link #close} was called. */
  synchronized boolean isClosed() {
    return closed;
  }

  /**
   * Waits until something is due, and takes all there is.
   *
   * @param unfinished whether the disk has something to force that is not in the queue
   * @param longestNs after how long it returns in any case
   */
  synchronized List<StoreCommand> take(boolean unfinished, long longestNs)
      throws InterruptedException {
    long startNs = System.nanoTime();
    if (unfinished && waiting.isEmpty()) {
      oldestNs = startNs;
    }
    finishing = unfinished;
    long left = Math.min(nsUntilDue(), longestNs);
    while (left > 0) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
      left = Math.min(nsUntilDue(), longestNs - (System.nanoTime() - startNs));
    }
    List<StoreCommand> all = waiting;
    waiting = new ArrayList<>();
    bytes = 0;
    highestTaken = highest;
    notifyAll();
    return all;
  }

  /** 0 if something is to be done now; the largest number if nothing is to be done at all. */
  private long nsUntilDue() {
    if (closed) {
      return 0;
    }
    if (waiting.isEmpty() && !finishing) {
      return Long.MAX_VALUE;
    }
    boolean awaited = !waiting.isEmpty() && syncRequested > highestTaken;
    boolean full = bytes > maxBytes / 2;
    return awaited || full ? 0 : Math.max(0, commitDelayNs - (System.nanoTime() - oldestNs));
  }
}
