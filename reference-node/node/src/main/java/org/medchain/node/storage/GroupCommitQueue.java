package org.medchain.node.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.medchain.node.storage.StoreWriter.StoreCommand;

/**
 * What waits for the disk (STO-2, STO-13): the replica's thread puts references in, the disk thread
 * takes all there is. Bounded by bytes; who finds it full waits, and that is counted.
 */
final class GroupCommitQueue {
  private final long maxBytes;
  private final long commitDelayNs;
  private final Runnable onWait;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition room = lock.newCondition();
  private List<StoreCommand> waiting = new ArrayList<>();
  private List<StoreCommand> taken = new ArrayList<>();
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

  /** Puts an order in; waits while there is no room. After {@link #close} it is not: false. */
  boolean put(StoreCommand order, long token, long size) {
    lock.lock();
    try {
      if (!hasRoom(size)) {
        onWait.run();
        work.signal();
        while (!hasRoom(size)) {
          room.awaitUninterruptibly();
        }
      }
      if (closed) {
        return false;
      }
      if (waiting.isEmpty()) {
        oldestNs = System.nanoTime();
        work.signal();
      }
      waiting.add(order);
      bytes += size;
      highest = Math.max(highest, token);
      if (syncRequested > highestTaken) {
        work.signal();
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private boolean hasRoom(long size) {
    return closed || bytes == 0 || bytes + size <= maxBytes;
  }

  /** A caller waits for this token. */
  void requestSync(long token) {
    lock.lock();
    try {
      syncRequested = Math.max(syncRequested, token);
      if (token > highestTaken && !waiting.isEmpty()) {
        work.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Bytes that wait. */
  long bytes() {
    lock.lock();
    try {
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  /** For a queue that is no longer emptied: releases all callers, and discards their entries. */
  void close() {
    lock.lock();
    try {
      closed = true;
      work.signalAll();
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether {@link #close} was called. */
  boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until something is due, and takes all there is. The list is good until the next call.
   *
   * @param unfinished whether the disk has something to force that is not in the queue
   * @param longestNs after how long it returns in any case
   */
  List<StoreCommand> take(boolean unfinished, long longestNs) throws InterruptedException {
    lock.lock();
    try {
      if (unfinished && waiting.isEmpty()) {
        oldestNs = System.nanoTime();
      }
      finishing = unfinished;
      boolean bounded = longestNs < Long.MAX_VALUE;
      long startNs = System.nanoTime();
      for (long left = nsUntilDue(); left > 0; left = nsUntilDue()) {
        long most = bounded ? longestNs - (System.nanoTime() - startNs) : Long.MAX_VALUE;
        long wait = Math.min(left, most);
        if (wait == Long.MAX_VALUE) {
          work.await();
        } else if (wait <= 0 || work.awaitNanos(wait) < 0) {
          break;
        }
      }
      List<StoreCommand> all = waiting;
      taken.clear();
      waiting = taken;
      taken = all;
      bytes = 0;
      highestTaken = highest;
      room.signalAll();
      return all;
    } finally {
      lock.unlock();
    }
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
