package org.medchain.node.storage;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.Snapshot;
import org.medchain.consensus.SnapshotPart;
import org.medchain.data.Bytes;
import org.medchain.node.durable.Volume;
import org.medchain.node.failure.FatalError;
import org.medchain.node.storage.StoreWriter.StoreCommand;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The disk of a node: the replica's log, its snapshots and the ledger, with group commit (STO-2;
 * decision 0141). The replica's thread only puts entries into a queue; one disk thread takes all of
 * them, writes them, forces them once, and reports the durable token.
 */
public final class NodeStore implements AutoCloseable {
  /** The overhead of an entry in the queue, in bytes. */
  private static final int ENTRY_OVERHEAD = 64;

  private final StoreWriter writer;
  private final Consumer<DurabilityToken> onDurable;
  private final GroupCommitQueue queue;
  private final CompletableFuture<Exception> failure = new CompletableFuture<>();
  private final Timer commitTimer;
  private final DistributionSummary groupSizes;
  private final SealedBlocksCheck sealedBlocks;
  private final RefusedReads refusedReads;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private NodeStore(
      Volume volume,
      StoreWriter disk,
      StoreOptions options,
      Consumer<DurabilityToken> onDurable,
      MeterRegistry meters) {
    this.writer = disk;
    this.onDurable = onDurable;
    Counter waits =
        Counter.builder("medchain.storage.waits")
            .description("times that the replica had to wait for room in the disk's queue")
            .register(meters);
    this.queue = new GroupCommitQueue(options, waits::increment);
    this.commitTimer =
        Timer.builder("medchain.storage.commit")
            .description("writing and forcing a group")
            .register(meters);
    this.groupSizes =
        DistributionSummary.builder("medchain.storage.group")
            .description("orders in a group")
            .register(meters);
    meters.gauge("medchain.storage.queued.bytes", queue, GroupCommitQueue::bytes);
    this.refusedReads = new RefusedReads(meters);
    this.sealedBlocks =
        new SealedBlocksCheck(volume, disk.blocks().segmentHeaders(), failure::complete);
  }

  /**
   * Opens a store, or begins one in a folder without.
   *
   * @param volume stays open when the store is closed
   * @param onDurable is called by the disk thread with the highest durable token
   * @throws CorruptStoreException if something that was durable is gone or altered; nothing is
   *     changed then but torn ends
   */
  public static NodeStore open(
      Volume volume,
      StoreOptions options,
      Consumer<DurabilityToken> onDurable,
      MeterRegistry meters)
      throws IOException, CorruptStoreException {
    return open(volume, options, onDurable, meters, NodeStore::ownThread, System::nanoTime);
  }

  /**
   * The same on another's thread and clock.
   *
   * @param disk gets the turns of the disk, each of which waits for work and does it, and runs them
   *     one after the other until one says that it was the last; {@link #close} waits for that one
   */
  public static NodeStore open(
      Volume volume,
      StoreOptions options,
      Consumer<DurabilityToken> onDurable,
      MeterRegistry meters,
      Consumer<BooleanSupplier> disk,
      LongSupplier nanoTime)
      throws IOException, CorruptStoreException {
    StoreWriter writer =
        StoreWriter.open(volume, options, () -> new SecureRandom().nextLong(), nanoTime);
    NodeStore store = new NodeStore(volume, writer, options, onDurable, meters);
    disk.accept(store::turn);
    store.sealedBlocks.start();
    return store;
  }

  private static void ownThread(BooleanSupplier turn) {
    Runnable turns =
        () -> {
          boolean more = true;
          while (more) {
            more = turn.getAsBoolean();
          }
        };
    Thread.ofPlatform().name("medchain-disk").daemon(true).start(turns);
  }

  /**
   * The entries of earlier lives that survived, in their order, for {@link
   * org.medchain.consensus.Input.Recovered}. The tokens of this life begin at 1 again. They are
   * handed over once: the store keeps none of them, and a second call returns none (STO-19).
   */
  public List<Bytes> takeRecoveredEntries() {
    return writer.takeRecoveredEntries();
  }

  /** Its number, drawn when it was begun: another one, or a new one, has another. */
  public long number() {
    return writer.storeId();
  }

  /**
   * Appends an entry to the log. Tokens of one life never go back.
   *
   * @return false if nothing is written any more, since the disk has failed or the store is closed
   */
  public boolean append(DurabilityToken token, Bytes entry) {
    return queue.put(
        new StoreCommand.AppendEntry(token.number(), entry),
        token.number(),
        (long) ENTRY_OVERHEAD + entry.size());
  }

  /**
   * Keeps a snapshot; one token counts for entries and snapshots alike.
   *
   * @return false if nothing is written any more
   */
  public boolean saveSnapshot(DurabilityToken token, long height, Snapshot snapshot) {
    return queue.put(
        new StoreCommand.SaveSnapshot(token.number(), height, snapshot),
        token.number(),
        (long) ENTRY_OVERHEAD + snapshot.context().size() + snapshot.state().size());
  }

  /**
   * Deletes the entries before {@code first} and the snapshots below {@code height}, as soon as
   * {@code first} and all blocks stored before this call are durable (STO-12).
   */
  public void truncate(DurabilityToken first, long height) {
    var unused = queue.put(new StoreCommand.TruncateLog(first.number(), height), 0, ENTRY_OVERHEAD);
  }

  /**
   * A caller waits for all entries up to this token: they are forced as soon as the disk is free.
   */
  public void requestSync(DurabilityToken upTo) {
    queue.requestSync(upTo.number());
  }

  /**
   * The state in the durable snapshot of a height; from any thread.
   *
   * @throws StorageFailureException if the disk fails, or it is not there as it was written
   */
  public Optional<Bytes> snapshotState(long height) {
    try {
      return writer.snapshots().state(height);
    } catch (IOException | CorruptStoreException e) {
      throw new StorageFailureException(e);
    }
  }

  /**
   * A part of the durable snapshot of a height, for a peer; from any thread, and without reading
   * the others. What cannot be read, or is more than can be sent, is refused: it is nothing that
   * this node lives by, and any peer may request it at any time, so it is counted and logged and
   * does not end the node (STO-25).
   */
  public Optional<SnapshotPart> snapshotPart(long height, int part) {
    try {
      return writer.snapshots().part(height, part);
    } catch (IOException | CorruptStoreException e) {
      refusedReads.refused(height, part, e);
      return Optional.empty();
    }
  }

  /** The ledger. */
  public BlockStore blocks() {
    return writer.blocks();
  }

  /**
   * Completes with the reason if the disk fails (STO-16), or if damage is found in a block that was
   * sealed long ago (STO-22). Nothing is acknowledged after that: the effect of a failed force is
   * unknown, so the process has to stop.
   */
  public CompletableFuture<Exception> failed() {
    return failure.copy();
  }

  /** Waits for work and does it; false if it was the last time. */
  private boolean turn() {
    boolean more = false;
    boolean orderly = false;
    try {
      more = !queue.isClosed();
      if (more) {
        commit(queue.take(writer.isDirty(), writer.nsUntilDue()));
      } else {
        commit(queue.take(false, Long.MAX_VALUE));
        writer.close();
      }
      orderly = true;
    } catch (InterruptedException e) {
      failure.complete(e);
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      failure.complete(FatalError.of("disk", e));
    } finally {
      more &= orderly;
      if (!more) {
        queue.close();
        if (!orderly) {
          failure.complete(new IllegalStateException("the disk thread ended"));
        }
        ended.complete(null);
      }
    }
    return more;
  }

  private void commit(List<StoreCommand> group) throws IOException {
    long start = System.nanoTime();
    writer.commit(group, token -> onDurable.accept(new DurabilityToken(token)));
    commitTimer.record(Duration.ofNanos(System.nanoTime() - start));
    groupSizes.record(group.size());
  }

  /** Writes and forces everything that was handed over, acknowledges it, and closes the files. */
  @Override
  public void close() {
    sealedBlocks.close();
    queue.close();
    ended.join();
  }

  /**
   * Counts and logs what was not read for a peer (STO-25), with one line a minute at most: a peer
   * may request it as often as it likes.
   */
  static final class RefusedReads {
    static final long PERIOD_NS = TimeUnit.MINUTES.toNanos(1);

    private static final Logger LOG = LoggerFactory.getLogger(NodeStore.class);

    private final Counter all;
    private long lastLineNs;
    private long sinceLastLine;

    RefusedReads(MeterRegistry meters) {
      all =
          Counter.builder("medchain.storage.reads.refused")
              .description("parts of snapshots that could not be read for a peer")
              .register(meters);
      lastLineNs = System.nanoTime() - PERIOD_NS;
    }

    /** A part of a snapshot is refused. */
    void refused(long height, int part, Exception why) {
      all.increment();
      long unlogged = admit(System.nanoTime());
      if (unlogged >= 0) {
        LOG.atWarn()
            .addKeyValue("height", height)
            .addKeyValue("part", part)
            .addKeyValue("unlogged", unlogged)
            .log("a part of a snapshot is refused to a peer: {}", why.getMessage());
      }
    }

    /** How many had no line since the last one; −1 if this one has none either. */
    synchronized long admit(long nowNs) {
      if (nowNs - lastLineNs < PERIOD_NS) {
        sinceLastLine++;
        return -1;
      }
      lastLineNs = nowNs;
      long unlogged = sinceLastLine;
      sinceLastLine = 0;
      return unlogged;
    }
  }
}
