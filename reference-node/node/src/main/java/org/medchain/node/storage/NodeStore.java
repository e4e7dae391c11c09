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
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.medchain.consensus.DurabilityToken;
import org.medchain.consensus.StateMachine;
import org.medchain.consensus.snapshot.DeferredBytes;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.node.durable.Volume;
import org.medchain.node.failure.FatalError;
import org.medchain.node.storage.StoreWriter.StoreCommand;

/**
 * The disk of a node: the replica's log, its snapshots and the ledger, with group commit (STO-2;
 * decision 0140). The replica's thread only puts entries into a queue; one disk thread takes all of
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
  private final SnapshotWriter snapshots;
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
    this.snapshots =
        new SnapshotWriter(
            disk.snapshots(),
            disk.blocks(),
            written -> {
              var unused = queue.put(written, 0, ENTRY_OVERHEAD);
            },
            failure::complete,
            meters);
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
   * Keeps the state of a checkpoint (STO-32); one token counts for entries and states alike. It is
   * durable with the blocks up to there; where these do not lead to it, as after a state transfer,
   * with its file, before which nothing that follows is durable (PBFT-43).
   *
   * @return false if nothing is written any more
   */
  public boolean saveSnapshot(DurabilityToken token, long height, Snapshot snapshot) {
    return queue.put(
        snapshots.keep(token.number(), height, snapshot), token.number(), ENTRY_OVERHEAD);
  }

  /**
   * Deletes the entries before {@code first}, and all snapshots that no state from {@code height}
   * on needs, as soon as {@code first} and all blocks stored before this call are durable (STO-12).
   */
  public void truncate(DurabilityToken first, long height) {
    snapshots.discardBelow(height);
    var unused = queue.put(new StoreCommand.TruncateLog(first.number(), height), 0, ENTRY_OVERHEAD);
  }

  /**
   * A caller waits for all entries up to this token: they are forced as soon as the disk is free.
   */
  public void requestSync(DurabilityToken upTo) {
    queue.requestSync(upTo.number());
  }

  /**
   * The state that an earlier life kept of a height: the last snapshot up to there, and the blocks
   * since, executed again; nothing if a block is missing.
   *
   * @param machine at the genesis state; it executes them
   * @throws StorageFailureException if the disk fails, or they are not there as they were written
   */
  public Optional<DeferredBytes> state(long height, StateMachine machine) {
    long from = writer.snapshots().upTo(height);
    if (!blocks().hasAll(from, height)) {
      return Optional.empty();
    }
    Optional<DeferredBytes> state =
        from == 0
            ? Optional.empty()
            : Optional.of(DeferredBytes.of(writer.snapshots().read(from).state().tree()));
    long bytes = 0;
    for (long each = from + 1; each <= height; each++) {
      Block block = blocks().blockAt(each).orElseThrow().block();
      if (each == from + 1 && state.isPresent()) {
        var unused = machine.restore(from, block.parent(), state.get().root(), state.get());
      }
      machine.apply(block);
      bytes += block.expectedSize();
    }
    snapshots.loaded(height, bytes);
    return from < height ? Optional.of(machine.snapshot(height)) : state;
  }

  /** A part of a state that is kept, for a peer; on the thread that keeps them. */
  public Optional<SnapshotPart> snapshotPart(long height, int part) {
    return snapshots.part(height, part);
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
    try {
      if (queue.isClosed()) {
        commit(queue.take(false, Long.MAX_VALUE));
        writer.close();
      } else {
        commit(queue.take(writer.isDirty(), writer.nsUntilDue()));
        more = true;
      }
    } catch (InterruptedException e) {
      failure.complete(e);
      Thread.currentThread().interrupt();
    } catch (Throwable e) {
      failure.complete(FatalError.of("disk", e));
    } finally {
      if (!more) {
        queue.close();
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
    snapshots.close();
    queue.close();
    ended.join();
  }
}
