package org.medchain.node.ledger;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.medchain.data.PublicKey;
import org.medchain.node.failure.FatalError;
import org.medchain.node.ledger.SyncAction.DeliverBlock;
import org.medchain.node.ledger.SyncAction.DropPeer;
import org.medchain.node.ledger.SyncAction.HaltSync;
import org.medchain.node.ledger.SyncAction.PeerRequest;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.RpcClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one {@link LedgerSync} after the other over connections, on a separate thread. */
public final class LedgerSyncRunner implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LedgerSyncRunner.class);
  private static final long TICK_MS = 50;
  private static final long SHUTDOWN_S = 10;

  private final Supplier<Optional<LedgerSync>> gaps;
  private final RpcClient asker;
  private final Consumer<CertifiedBlock> store;
  private final Consumer<String> halted;
  private final MeterRegistry meters;
  private final ScheduledExecutorService thread;
  private volatile boolean stopped;
  private Optional<LedgerSync> current = Optional.empty();

  /**
   * A follower that has not begun.
   *
   * @param gaps asked regularly for the next one to fill, by one thread
   * @param store keeps a block: called in the order of each gap, by one thread; if it fails,
   *     requests end
   * @param halted gets the reason if certified blocks do not fit those that are stored
   */
  public LedgerSyncRunner(
      Supplier<Optional<LedgerSync>> gaps,
      RpcClient asker,
      Consumer<CertifiedBlock> store,
      Consumer<String> halted,
      MeterRegistry meters) {
    this.gaps = gaps;
    this.asker = asker;
    this.store = store;
    this.halted = halted;
    this.meters = meters;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("ledger-sync").daemon().factory());
  }

  /** Starts requests. */
  public void start() {
    var unused =
        thread.scheduleWithFixedDelay(() -> guarded(this::tick), 0, TICK_MS, TimeUnit.MILLISECONDS);
  }

  private void tick() {
    if (current.filter(each -> !each.isDone()).isEmpty()) {
      current = gaps.get();
    }
    current.ifPresent(each -> act(each, each.connected(peers(), System.nanoTime())));
  }

  private List<PublicKey> peers() {
    return asker.peers().stream().filter(peer -> peer.role().isNode()).map(Peer::key).toList();
  }

  private void guarded(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("ledger sync stopped");
      thread.shutdown();
    } catch (Error e) {
      thread.shutdown();
      FatalError.uncaught(e);
    }
  }

  private void act(LedgerSync sync, List<SyncAction> steps) {
    for (SyncAction step : steps) {
      if (stopped) {
        return;
      }
      switch (step) {
        case PeerRequest ask -> ask(sync, ask);
        case DeliverBlock deliver -> {
          store.accept(deliver.decision());
          meters.counter("medchain.ledger.sync.blocks").increment();
        }
        case DropPeer drop -> {
          meters.counter("medchain.ledger.sync.liars").increment();
          LOG.atWarn()
              .addKeyValue("peer", drop.peer().brief())
              .addKeyValue("reason", drop.reason())
              .log("peer sent what does not hold");
        }
        case HaltSync halt -> {
          LOG.atError().addKeyValue("reason", halt.reason()).log("ledger sync halted");
          halted.accept(halt.reason());
        }
      }
    }
  }

  private void ask(LedgerSync sync, PeerRequest ask) {
    var unused =
        asker
            .call(ask.peer(), ask.kind().method(), ask.question().encoded())
            .whenComplete(
                (answer, failure) ->
                    schedule(
                        () ->
                            act(
                                sync,
                                failure == null
                                    ? sync.replied(ask, answer, System.nanoTime())
                                    : sync.failed(ask.peer(), System.nanoTime()))));
  }

  private void schedule(Runnable action) {
    try {
      thread.execute(() -> guarded(action));
    } catch (RejectedExecutionException ended) {
      LOG.atDebug().log("a reply came after the end");
    }
  }

  /**
   * Begins to stop: pending blocks are still stored. The thread is not interrupted, for the
   * platform closes the file that an interrupted thread writes to.
   */
  public void stop() {
    stopped = true;
    thread.shutdown();
  }

  /** Stops, and waits for that; stored blocks stay. */
  @Override
  public void close() {
    stop();
    try {
      if (!thread.awaitTermination(SHUTDOWN_S, TimeUnit.SECONDS)) {
        LOG.atWarn().log("ledger sync has not ended");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
