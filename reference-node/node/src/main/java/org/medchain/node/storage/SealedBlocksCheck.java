package org.medchain.node.storage;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.medchain.node.durable.Volume;
import org.medchain.node.durable.VolumeFile;
import org.medchain.node.storage.CorruptStoreException.StoreFault;
import org.medchain.node.storage.SegmentScan.SegmentScanResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the contents of the sealed segments of blocks behind a node's start (STO-22), which reads
 * only their headers: the whole ledger may take minutes, and no vote depends on these contents. It
 * reads slowly, so that it takes nothing from the log.
 */
final class SealedBlocksCheck implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SealedBlocksCheck.class);

  /** A pause of 10 ms after each MiB: 100 MB a second at most. */
  private static final long BYTES_BETWEEN_PAUSES = 1 << 20;

  private static final long PAUSE_NS = 10_000_000;

  private final Volume volume;
  private final List<SegmentHeader> segments;
  private final Consumer<CorruptStoreException> onDamage;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("medchain-scrub").daemon(true).factory());
  private long sincePause;

  /**
   * Begins when {@link #start} is called.
   *
   * @param segments all that there are; nothing changes in them any more but in the last one
   * @param onDamage gets all faults, if there are any
   */
  SealedBlocksCheck(
      Volume volume, List<SegmentHeader> segments, Consumer<CorruptStoreException> onDamage) {
    this.volume = volume;
    this.segments = List.copyOf(segments);
    this.onDamage = onDamage;
  }

  void start() {
    if (segments.size() > 1) {
      thread.execute(this::run);
    }
  }

  private void run() {
    try {
      List<StoreFault> faults = faults();
      if (!faults.isEmpty()) {
        onDamage.accept(new CorruptStoreException(faults));
      }
    } catch (IOException e) {
      if (!thread.isShutdown()) {
        LOG.atWarn().setCause(e).log("the sealed blocks could not be read to the end");
      }
    }
  }

  /** Reads all but the last one. */
  List<StoreFault> faults() throws IOException {
    List<StoreFault> faults = new ArrayList<>();
    for (int i = 0; i + 1 < segments.size(); i++) {
      SegmentHeader each = segments.get(i);
      long following = segments.get(i + 1).first();
      try (VolumeFile file = volume.open(each.fileName())) {
        SegmentScanResult result =
            new SegmentScan(file, each)
                .run(true, (segment, header, position, content) -> pause(header.size()));
        SegmentRecovery.closedFault(result, following)
            .ifPresent(what -> faults.add(new StoreFault(each.fileName(), result.end(), what)));
      }
    }
    return faults;
  }

  private void pause(long bytes) throws IOException {
    sincePause += bytes;
    if (sincePause >= BYTES_BETWEEN_PAUSES) {
      sincePause = 0;
      LockSupport.parkNanos(PAUSE_NS);
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException("the store is closed");
    }
  }

  /** Ends it at once. */
  @Override
  public void close() {
    thread.shutdownNow();
    thread.close();
  }
}
