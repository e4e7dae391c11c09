package org.medchain.node.storage;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.InterruptedIOException;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.medchain.consensus.Snapshot;
import org.medchain.consensus.SnapshotPart;
import org.medchain.node.failure.FatalError;
import org.medchain.node.storage.StoreWriter.StoreCommand;

/**
 * The states of the last checkpoints: in memory, where they share what did not change, and at times
 * in a file, which a thread of its own encodes and writes (STO-30; decision 0287). For the
 * replica's thread, which hands over references alone.
 */
final class SnapshotWriter implements AutoCloseable {
  /** Bytes of blocks that a start executes again in any case. */
  static final long FLOOR_BYTES = 4L << 20;

  private final SnapshotFiles files;
  private final BlockStore blocks;
  private final Consumer<StoreCommand> onWritten;
  private final Consumer<Exception> onFailure;
  private final NavigableMap<Long, Snapshot> kept = new TreeMap<>();
  private final Timer timer;
  private final AtomicLong writtenBytes = new AtomicLong();

  /** One is written, and one waits; a newer one takes its place. */
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1,
          1,
          0,
          TimeUnit.SECONDS,
          new ArrayBlockingQueue<>(1),
          work -> {
            Thread made = new Thread(work, "medchain-snapshot");
            made.setDaemon(true);
            made.setPriority(Thread.MIN_PRIORITY);
            return made;
          },
          new ThreadPoolExecutor.DiscardOldestPolicy());

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
            .description("encoding, writing and forcing a snapshot")
            .register(meters);
    meters.gauge("medchain.storage.snapshot.bytes", writtenBytes);
  }

  /** A start has loaded the state of this height, and executed so many bytes of blocks for it. */
  void loaded(long height, long bytes) {
    covered = height;
    bytesBefore = blocks.storedBytes() - bytes;
  }

  /**
   * Keeps the state of a checkpoint. It is written if a start could not have it otherwise, or would
   * execute more bytes of blocks for it than the state has.
   */
  void keep(long height, Snapshot snapshot) {
    kept.put(height, snapshot);
    long since = blocks.storedBytes() - bytesBefore;
    boolean isDue = since >= Math.max(FLOOR_BYTES, snapshot.state().size());
    if (isDue || !blocks.hasAll(covered, height)) {
      bytesBefore = blocks.storedBytes();
      thread.execute(() -> write(height, snapshot));
    }
    covered = height;
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

  private void write(long height, Snapshot snapshot) {
    try {
      long startNs = System.nanoTime();
      long length = files.write(height, snapshot);
      // STO-12: a start from it executes no block below it again, so these are there before.
      blocks.force();
      onWritten.accept(new StoreCommand.NameSnapshot(height, length));
      timer.record(System.nanoTime() - startNs, TimeUnit.NANOSECONDS);
      writtenBytes.set(length);
    } catch (InterruptedIOException e) {
      // The store is closed; what is there of the file is deleted by the next start.
    } catch (Throwable e) {
      onFailure.accept(FatalError.of("snapshot", e));
    }
  }

  /** Leaves what is not whole. */
  @Override
  public void close() {
    files.stop();
    thread.getQueue().clear();
    thread.shutdown();
    try {
      var unused = thread.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
