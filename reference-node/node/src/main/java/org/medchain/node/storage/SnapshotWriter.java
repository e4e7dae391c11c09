package org.medchain.node.storage;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.consensus.snapshot.SnapshotPart;
import org.medchain.node.durable.VolumeFile;
import org.medchain.node.failure.FatalError;
import org.medchain.node.storage.SnapshotFiles.PieceWritten;
import org.medchain.node.storage.StoreWriter.StoreCommand;

/**
 * The states of the last checkpoints: in memory, where they share what did not change, and at times
 * in a file, which a separate thread encodes and writes (STO-32; decision 0285). For the replica's
 * thread, which hands over only references.
 */
final class SnapshotWriter implements AutoCloseable {
  /** Bytes of blocks that a start executes again in any case. */
  static final long FLOOR_BYTES = 4L << 20;

  /** After each MiB: 200 MB a second at most, so that it takes little from consensus. */
  private static final long PAUSE_NS = 5_000_000;

  private final SnapshotFiles files;
  private final BlockStore blocks;
  private final Consumer<StoreCommand> onWritten;
  private final Consumer<Exception> onFailure;
  private final NavigableMap<Long, Snapshot> kept = new TreeMap<>();
  private final Timer timer;
  private final DistributionSummary lengths;

  /** One is written, and one waits; a newer one takes its place. */
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(1),
          Thread.ofPlatform().name("medchain-snapshot").daemon(true).factory(),
          new ThreadPoolExecutor.DiscardOldestPolicy());

  private volatile boolean stopped;

  /** The highest height whose state the files give, or will give, with the blocks above them. */
  private long covered;

  /** How many bytes of blocks were stored when the last file was requested. */
  private long bytesBefore;

  SnapshotWriter(
      SnapshotFiles files,
      BlockStore blocks,
      Consumer<StoreCommand> onWritten,
      Consumer<Exception> onFailure,
      MeterRegistry meters) {
    this.files = files;
    this.blocks = blocks;
    this.onWritten = onWritten;
    this.onFailure = onFailure;
    this.timer =
        Timer.builder("medchain.storage.snapshot")
            .description("encoding and writing a snapshot")
            .register(meters);
    this.lengths =
        DistributionSummary.builder("medchain.storage.snapshot.bytes")
            .description("bytes of a snapshot")
            .register(meters);
  }

  /**
   * A start has loaded the state of this height, and executed this number of bytes of blocks for
   * it.
   */
  void loaded(long height, long bytes) {
    covered = height;
    bytesBefore = blocks.storedBytes() - bytes;
  }

  /**
   * Keeps the state of a checkpoint. It is written if a start would execute more bytes of blocks
   * for it than the state has; and if it could not have it otherwise, before all that follows.
   *
   * @return the command that makes it durable
   */
  StoreCommand keep(long token, long height, Snapshot snapshot) {
    kept.put(height, snapshot);
    boolean leads = blocks.hasAll(covered, height);
    covered = height;
    long since = blocks.storedBytes() - bytesBefore;
    if (leads && since < Math.max(FLOOR_BYTES, snapshot.state().size())) {
      return new StoreCommand.ForceBlocks(token);
    }
    bytesBefore = blocks.storedBytes();
    if (!leads) {
      // All that follows waits for it, so that it pauses for nothing.
      return new StoreCommand.WriteSnapshot(token, () -> write(height, snapshot, file -> {}));
    }
    thread.execute(() -> writeBeside(height, snapshot));
    return new StoreCommand.ForceBlocks(token);
  }

  /** Nobody asks for the states under this height any more. */
  void discardBelow(long height) {
    kept.headMap(height).clear();
  }

  /** A part of a state that is kept, made without the rest of it (STO-25). */
  Optional<SnapshotPart> part(long height, int part) {
    return Optional.ofNullable(kept.get(height))
        .flatMap(snapshot -> Snapshot.part(height, snapshot.pieces(), part));
  }

  private void writeBeside(long height, Snapshot snapshot) {
    try {
      onWritten.accept(write(height, snapshot, this::giveWay));
    } catch (InterruptedIOException e) {
      // The store is closed; the next snapshot is written by its next life.
    } catch (Throwable e) {
      onFailure.accept(FatalError.of("snapshot", e));
    }
  }

  /** Each piece is forced, so that a force of the log meanwhile waits for few bytes. */
  private void giveWay(VolumeFile file) throws IOException {
    file.force();
    LockSupport.parkNanos(PAUSE_NS);
    if (stopped) {
      throw new InterruptedIOException("the store is closed before the snapshot is whole");
    }
  }

  private StoreCommand.NameSnapshot write(long height, Snapshot snapshot, PieceWritten between)
      throws IOException {
    long startNs = System.nanoTime();
    long length = files.write(height, snapshot, between);
    // STO-12: a start from it executes no block below it again, so these are there before.
    blocks.force();
    timer.record(System.nanoTime() - startNs, TimeUnit.NANOSECONDS);
    lengths.record((double) length);
    return new StoreCommand.NameSnapshot(height, length);
  }

  /** Leaves what is not whole. */
  @Override
  public void close() {
    stopped = true;
    thread.getQueue().clear();
    thread.close();
  }
}
