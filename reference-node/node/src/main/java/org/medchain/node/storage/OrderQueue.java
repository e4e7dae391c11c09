package org.medchain.node.storage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.medchain.node.storage.DiskLog.Order;

/**
 * What waits for the disk (STO-2, STO-13): the replica's thread puts references in, the disk thread
 * takes all there is. Bounded by bytes; who finds it full waits, and that is counted.
 */
final class OrderQueue {
  private final long mostBytes;
  private final long lazyNs;
  private final Runnable onWait;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition work = lock.newCondition();
  private final Condition room = lock.newCondition();
  private List<Order> waiting = new ArrayList<>();
  private List<Order> taken = new ArrayList<>();
  private long bytes;
  private long sinceNs;
  private long highestTaken;
  private long highest;
  private long wanted;
  private boolean rest;
  private boolean closed;

  /**
   * An empty queue.
   *
   * @param onWait is run each time that somebody finds it full
   */
  OrderQueue(StoreOptions options, Runnable onWait) {
    this.mostBytes = options.queueBytes();
    this.lazyNs = options.lazyDelay().toNanos();
    this.onWait = onWait;
  }

  /** Puts an order in; waits while there is no room. After {@link #close} it is forgotten. */
  void put(Order order, long token, long size) {
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
        return;
      }
      if (waiting.isEmpty()) {
        sinceNs = System.nanoTime();
        work.signal();
      }
      waiting.add(order);
      bytes += size;
      highest = Math.max(highest, token);
      if (wanted > highestTaken) {
        work.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  private boolean hasRoom(long size) {
    return closed || bytes == 0 || bytes + size <= mostBytes;
  }

  /** Somebody waits for this token. */
  void want(long token) {
    lock.lock();
    try {
      wanted = Math.max(wanted, token);
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

  /** For a queue that nobody empties any more: lets everybody go, and forgets what they bring. */
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
   */
  List<Order> take(boolean unfinished) throws InterruptedException {
    lock.lock();
    try {
      if (unfinished && waiting.isEmpty()) {
        sinceNs = System.nanoTime();
      }
      rest = unfinished;
      for (long left = untilDueNs(); left > 0; left = untilDueNs()) {
        if (left == Long.MAX_VALUE) {
          work.await();
        } else if (work.awaitNanos(left) < 0) {
          break;
        }
      }
      List<Order> all = waiting;
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
  private long untilDueNs() {
    if (closed) {
      return 0;
    }
    if (waiting.isEmpty() && !rest) {
      return Long.MAX_VALUE;
    }
    boolean awaited = !waiting.isEmpty() && wanted > highestTaken;
    boolean full = bytes > mostBytes / 2;
    return awaited || full ? 0 : Math.max(0, lazyNs - (System.nanoTime() - sinceNs));
  }
}
