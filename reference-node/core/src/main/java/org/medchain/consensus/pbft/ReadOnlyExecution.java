package org.medchain.consensus.pbft;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.medchain.consensus.Output;
import org.medchain.consensus.RequestPool;
import org.medchain.consensus.pbft.message.ReadReply;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/**
 * Read-only requests, executed without ordering (PBFT-22; Berger, Reiser and Bessani 2021). A reply
 * waits until the replica has executed everything that it sent COMMIT for: a write that some client
 * saw finished was committed by a quorum, every quorum of replies has one of those committers,
 * honest, and that one has executed the write.
 */
final class ReadOnlyExecution {
  /** Further requests are dropped: their clients have them ordered. */
  private static final int MAX_DEFERRED = 1024;

  /** In bytes as many of these as this number of blocks may have. */
  private static final int MAX_DEFERRED_BLOCKS = 4;

  private record DeferredRead(Transaction request, long height) {}

  private final PbftState state;
  private final Queue<DeferredRead> deferred = new ArrayDeque<>();
  private long deferredBytes;

  /** The highest height for which this replica sent COMMIT. */
  private long committed;

  ReadOnlyExecution(PbftState state) {
    this.state = state;
  }

  /** The replica sends COMMIT for this height. */
  void onCommitSent(long height) {
    committed = Math.max(committed, height);
  }

  void onReadRequest(Transaction request) {
    long bytes = deferredBytes + RequestPool.sizeOf(request);
    long limit = (long) MAX_DEFERRED_BLOCKS * state.parameters.batch().bytes();
    if (deferred.size() < MAX_DEFERRED && bytes <= limit) {
      deferred.add(new DeferredRead(request, Math.max(committed, state.chain.height())));
      deferredBytes = bytes;
      executeReady();
    }
  }

  /**
   * PBFT-22: has ready queries executed on the state while that belongs to this epoch: a former
   * member may miss what the next members decide.
   */
  void executeReady() {
    boolean current =
        state.isMember()
            && state.remembersVotes()
            && !state.restoring
            && state.chain.executedHeight() < state.epochs.last();
    while (current
        && !deferred.isEmpty()
        && deferred.peek().height() <= state.chain.executedHeight()) {
      Transaction request = deferred.remove().request();
      deferredBytes -= RequestPool.sizeOf(request);
      state.outbox.add(new Output.Read(request));
    }
  }

  void onReadExecuted(long height, Receipt receipt) {
    ReadReply reply = new ReadReply(state.epochs.current().number(), height, receipt);
    state.outbox.add(new Output.Reply(receipt.request().sender(), reply, List.of()));
  }
}
