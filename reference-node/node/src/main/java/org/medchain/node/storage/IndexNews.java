package org.medchain.node.storage;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.medchain.consensus.ExecutionResult;
import org.medchain.contract.ChainState;
import org.medchain.data.Hash;
import org.medchain.node.ledger.CertifiedBlock;

/** The inputs of the index's thread, in order. */
sealed interface IndexNews {
  /** The node is at a height without having executed the block there just now. */
  record LoadedState(long height, Hash block, ChainState state) implements IndexNews {}

  /** The next block was executed. */
  record Executed(CertifiedBlock decision, ExecutionResult execution, ChainState state)
      implements IndexNews {}

  /** A block under the height was fetched after all. */
  record Filled(CertifiedBlock decision) implements IndexNews {}

  /** A caller waits until all earlier changes are in the index. */
  record Await(CompletableFuture<Void> reached) implements IndexNews {}

  /** Nothing comes any more. */
  record End() implements IndexNews {}

  /**
   * What waits for the index's thread, in order: bounded in number and in bytes of its blocks
   * (STO-26). Who finds no room waits.
   */
  final class IndexQueue {
    private static final int MAX_WAITING = 1024;
    private static final long MAX_WAITING_BYTES = 64L << 20;

    private final long maxBytes;
    private final Queue<IndexNews> waiting = new ArrayDeque<>();
    private long bytes;

    IndexQueue() {
      this(MAX_WAITING_BYTES);
    }

    IndexQueue(long maxBytes) {
      this.maxBytes = maxBytes;
    }

    private static long sizeOf(IndexNews news) {
      return switch (news) {
        case IndexNews.Executed executed -> executed.decision().block().expectedSize();
        case IndexNews.Filled filled -> filled.decision().block().expectedSize();
        case IndexNews.LoadedState loaded -> 0;
        case IndexNews.Await await -> 0;
        case IndexNews.End end -> 0;
      };
    }

    /** Appends; a block larger than the bound is taken when it is the only one. */
    synchronized void put(IndexNews news) throws InterruptedException {
      long size = sizeOf(news);
      while (waiting.size() >= MAX_WAITING || (size > 0 && bytes > 0 && bytes + size > maxBytes)) {
        wait();
      }
      waiting.add(news);
      bytes += size;
      notifyAll();
    }

    /** The first; waits for it. */
    synchronized IndexNews take() throws InterruptedException {
      while (waiting.isEmpty()) {
        wait();
      }
      IndexNews first = waiting.remove();
      bytes -= sizeOf(first);
      notifyAll();
      return first;
    }

    /** All that wait now, perhaps none. */
    synchronized List<IndexNews> takeAll() {
      List<IndexNews> all = new ArrayList<>(waiting);
      waiting.clear();
      bytes = 0;
      notifyAll();
      return all;
    }

    synchronized int size() {
      return waiting.size();
    }

    /** Of the blocks that wait. */
    synchronized long bytes() {
      return bytes;
    }
  }
}
