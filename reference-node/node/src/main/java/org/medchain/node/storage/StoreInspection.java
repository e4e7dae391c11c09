package org.medchain.node.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.medchain.node.durable.Volume;
import org.medchain.node.storage.CorruptStoreException.StoreFault;
import org.medchain.node.storage.SegmentHeader.SegmentKind;
import org.medchain.node.storage.SegmentScan.LogRecordVisitor;
import org.medchain.node.storage.Superblock.SuperblockReading;

/**
 * Reads a store and judges it, without changing anything (STO-4, STO-20, STO-21, STO-22). A node's
 * start and {@code verify-store} both begin with it, so that they give one verdict.
 */
final class StoreInspection implements AutoCloseable {
  private final Volume volume;
  final long storeId;
  private final SuperblockReading superblock;
  final RecoveredLog recovered = new RecoveredLog();
  final SegmentRecovery log;
  final SegmentRecovery blocks;
  final BlockOffsetIndex blockOffsets = new BlockOffsetIndex();
  private final List<StoreFault> faults = new ArrayList<>();

  /**
   * Reads a store.
   *
   * @param newStore draws a number if none of the files names one
   * @param allBlocks whether to read the contents of all blocks, or only of the last segment's
   * @param onLog is shown the records of the log
   */
  StoreInspection(Volume volume, LongSupplier newStore, boolean allBlocks, LogRecordVisitor onLog)
      throws IOException {
    this.volume = volume;
    superblock = Superblock.read(volume);
    OptionalLong named = SegmentRecovery.storeIdOf(volume, SegmentKind.LOG);
    storeId = superblock.storeId().orElseGet(() -> named.orElseGet(newStore));
    log =
        new SegmentRecovery(
            volume,
            SegmentKind.LOG,
            storeId,
            true,
            (segment, header, position, content) -> {
              recovered.visit(segment, header, position, content);
              onLog.visit(segment, header, position, content);
            });
    try {
      blocks =
          new SegmentRecovery(volume, SegmentKind.BLOCKS, storeId, allBlocks, blockOffsets::visit);
      judge();
    } catch (IOException | RuntimeException | Error e) {
      log.close();
      throw e;
    }
  }

  private void judge() throws IOException {
    superblock.fault().ifPresent(faults::add);
    requireForced();
    log.requireFrom(recovered.firstLive());
    blocks.requireFrom(1);
    if (faults.isEmpty() && log.faults.isEmpty() && blocks.faults.isEmpty()) {
      checkBeginning();
    }
    faults.addAll(log.faults);
    faults.addAll(blocks.faults);
    SnapshotFiles snapshots = new SnapshotFiles(volume, storeId);
    for (long height : recovered.snapshotHeights()) {
      faults.addAll(snapshots.faults(height));
    }
  }

  /** STO-20: the highest position that survived anywhere counts. */
  private void requireForced() {
    log.requireUpTo(log.proven.here(), "later records");
    blocks.requireUpTo(blocks.proven.here(), "later records");
    log.requireUpTo(superblock.forced().here(), "the superblock");
    blocks.requireUpTo(superblock.forced().other(), "the superblock");
    log.requireUpTo(blocks.proven.other(), "the blocks");
    blocks.requireUpTo(log.proven.other(), "the log");
  }

  /**
   * A store is made in this order: log, blocks, superblock, records. So a part that is missing
   * while a later one is there was lost.
   */
  private void checkBeginning() throws IOException {
    if (superblock.exists()) {
      for (SegmentRecovery each : List.of(log, blocks)) {
        if (each.isEmpty()) {
          String name = each.neverBegun.orElse(each.kind.fileName(1));
          each.fault(name, 0, "the segment is not there, or only the beginning of its header");
        }
      }
    } else if (log.isEmpty() && (!blocks.isEmpty() || hasSnapshots())) {
      String name = SegmentKind.LOG.fileName(1);
      log.fault(name, 0, "the log is missing, though blocks or snapshots are there");
    } else if (log.last > 0 || blocks.last > 0) {
      faults.add(new StoreFault(Superblock.FILE, 0, "the superblock is missing"));
    }
  }

  private boolean hasSnapshots() throws IOException {
    return !SegmentRecovery.firstSequences(volume, SegmentKind.SNAPSHOT).isEmpty();
  }

  /** All that is wrong; none if the store may be used. */
  List<StoreFault> faults() {
    return faults;
  }

  /** Cuts off what was never forced, from a sound store. */
  void repair() throws IOException {
    log.repair();
    blocks.repair();
  }

  @Override
  public void close() throws IOException {
    log.close();
    blocks.close();
  }
}
