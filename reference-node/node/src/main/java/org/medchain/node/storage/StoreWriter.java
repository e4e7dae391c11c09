package org.medchain.node.storage;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.node.durable.Volume;
import org.medchain.node.storage.LogRecordHeader.LogRecordKind;

/**
 * The work of a {@link NodeStore}'s disk thread, without the thread: the replica's log, its
 * snapshots and their truncation (STO-2, STO-3, STO-10, STO-12).
 */
final class StoreWriter {
  private final long storeId;
  private final BlockStore blocks;
  private final SegmentedLog segments;
  private final SnapshotFiles snapshots;
  private final Superblock superblock;
  private int segmentCount;
  private List<Bytes> recoveredEntries;
  private final Deque<TokenPosition> unsyncedTokens = new ArrayDeque<>();
  private final Deque<StoreCommand.TruncateLog> truncations = new ArrayDeque<>();
  private final List<Long> unpublishedSnapshots = new ArrayList<>();
  private Optional<DueLogTruncation> pendingTruncation = Optional.empty();
  private long durable;

  /** The outputs of the replica. */
  sealed interface StoreCommand {
    /** An entry of the log. */
    record AppendEntry(long token, Bytes entry) implements StoreCommand {}

    /** All blocks that were stored before. */
    record ForceBlocks(long token) implements StoreCommand {}

    /** The file of a snapshot, which has to be durable before what follows. */
    record WriteSnapshot(long token, SnapshotFile file) implements StoreCommand {
      /** Writes it, and forces the blocks up to its height. */
      @FunctionalInterface
      interface SnapshotFile {
        NameSnapshot write() throws IOException;
      }
    }

    /** The file of a snapshot is whole and forced, as are the blocks up to its height. */
    record NameSnapshot(long height, long length) implements StoreCommand {}

    /** Entries before a token, and states under a height, are not needed any more. */
    record TruncateLog(long first, long height) implements StoreCommand {}
  }

  private record TokenPosition(long token, long sequence) {}

  /** A truncation that is in the log, and will be durable with it. */
  private record DueLogTruncation(long sequence, long lowestSnapshot) {}

  /** Continues a sound store. */
  private StoreWriter(
      Volume volume, StoreOptions options, StoreInspection found, LongSupplier nanoTime)
      throws IOException {
    found.repair();
    storeId = found.storeId;
    ForcedPositions positions = new ForcedPositions();
    segments = new SegmentedLog(found.log, options, positions);
    // The log was there first, so that blocks without a log are never a beginning.
    SegmentedLog stored = new SegmentedLog(found.blocks, options, positions);
    blocks = new BlockStore(options.protocol(), stored, found.blockOffsets);
    snapshots = new SnapshotFiles(volume, storeId);
    snapshots.recover(found.recovered.snapshotHeights());
    segments.deleteSegmentsBefore(found.recovered.firstLive());
    if (options.force()) {
      volume.syncDirectory(); // a killed process may have left files that only the system knows of
    }
    // Last, since it says that the others are there, and that what was found is forced.
    superblock = Superblock.write(volume, storeId, positions, options.force(), nanoTime);
    recoveredEntries = found.recovered.liveEntries();
    segmentCount = segments.segmentCount();
  }

  /**
   * Opens a store, or begins one.
   *
   * @param newStore draws the number of a new one
   * @param nanoTime a clock for periodic work
   */
  static StoreWriter open(
      Volume volume, StoreOptions options, LongSupplier newStore, LongSupplier nanoTime)
      throws IOException, CorruptStoreException {
    StoreInspection found =
        new StoreInspection(volume, newStore, false, (segment, header, position, content) -> {});
    try {
      if (!found.faults().isEmpty()) {
        throw new CorruptStoreException(found.faults());
      }
      return new StoreWriter(volume, options, found, nanoTime);
    } catch (IOException | CorruptStoreException | RuntimeException | Error e) {
      found.close();
      throw e;
    }
  }

  /** The number that was drawn for this store. */
  long storeId() {
    return storeId;
  }

  /** Hands over the surviving entries; from then on it is kept here no longer (STO-19). */
  List<Bytes> takeRecoveredEntries() {
    List<Bytes> taken = recoveredEntries;
    recoveredEntries = List.of();
    return taken;
  }

  BlockStore blocks() {
    return blocks;
  }

  SnapshotFiles snapshots() {
    return snapshots;
  }

  /** Whether something was written that no force covers. */
  boolean isDirty() {
    return segments.isDirty();
  }

  /**
   * Writes pending entries, forces them once, reports it, and deletes truncated ones.
   *
   * @param onDurable gets the highest durable token
   */
  void commit(List<StoreCommand> orders, LongConsumer onDurable) throws IOException {
    long highest = durable;
    for (StoreCommand order : orders) {
      if (order instanceof StoreCommand.WriteSnapshot) {
        report(highest, onDurable); // a large state takes long, and only what follows waits for it
      }
      highest = Math.max(highest, write(order));
    }
    report(highest, onDurable);
    finishTruncation();
    startTruncation();
    forceSuperblock();
  }

  private void report(long upTo, LongConsumer onDurable) throws IOException {
    if (segments.isDirty()) {
      segments.force();
    }
    // STO-20: a position that is reported below as durable is written down before, for the case of
    // a kill.
    superblock.note();
    unpublishedSnapshots.forEach(snapshots::publish);
    unpublishedSnapshots.clear();
    if (upTo > durable) {
      durable = upTo;
      onDurable.accept(durable);
    }
  }

  /** At times, so that it costs no throughput: twice a second, and with each new segment. */
  private void forceSuperblock() throws IOException {
    superblock.note();
    if (superblock.nsUntilDue() == 0 || segmentCount != segments.segmentCount()) {
      segmentCount = segments.segmentCount();
      superblock.force();
    }
  }

  /** After how long {@link #commit} has something to do without an order. */
  long nsUntilDue() {
    return superblock.nsUntilDue();
  }

  private long write(StoreCommand order) throws IOException {
    switch (order) {
      case StoreCommand.AppendEntry append -> {
        segments.append(LogRecordKind.ENTRY, append.token(), append.entry());
        unsyncedTokens.add(new TokenPosition(append.token(), segments.last()));
        return append.token();
      }
      case StoreCommand.ForceBlocks blocksUpTo -> {
        forceBlocks();
        return blocksUpTo.token();
      }
      case StoreCommand.WriteSnapshot first -> {
        write(first.file().write());
        return first.token();
      }
      case StoreCommand.NameSnapshot written -> {
        if (!snapshots.heightsFrom(written.height() + 1).isEmpty()) {
          return 0; // a later one was faster, and a cut may be due that deletes this one
        }
        Bytes content = Codec.INT64.encoded(written.length());
        segments.append(LogRecordKind.SNAPSHOT, written.height(), content);
        unpublishedSnapshots.add(written.height());
        return 0;
      }
      case StoreCommand.TruncateLog cut -> {
        truncations.add(cut);
        return 0;
      }
    }
  }

  /** Returns when all blocks stored before are durable, and that is written down. */
  void forceBlocks() throws IOException {
    blocks.force();
    superblock.note();
  }

  /** STO-12: a cut is written down only when what replaces the old is durable, blocks included. */
  private void startTruncation() throws IOException {
    Optional<StoreCommand.TruncateLog> last = Optional.empty();
    while (!truncations.isEmpty() && truncations.getFirst().first() <= durable) {
      last = Optional.of(truncations.removeFirst());
    }
    if (last.isEmpty()) {
      return;
    }
    forceBlocks();
    while (!unsyncedTokens.isEmpty() && unsyncedTokens.getFirst().token() < last.get().first()) {
      unsyncedTokens.removeFirst();
    }
    long sequence =
        unsyncedTokens.isEmpty() ? segments.last() + 1 : unsyncedTokens.getFirst().sequence();
    // A start needs the state of a height from this one on: a snapshot under it, and the blocks.
    long lowestSnapshot = snapshots.upTo(last.get().height());
    List<Long> heights = snapshots.heightsFrom(lowestSnapshot);
    segments.append(LogRecordKind.TRUNCATION, sequence, Codec.INT64.list().encoded(heights));
    pendingTruncation = Optional.of(new DueLogTruncation(sequence, lowestSnapshot));
  }

  /** Deletes the entries before a durable truncation. */
  private void finishTruncation() throws IOException {
    if (pendingTruncation.isPresent()) {
      snapshots.deleteBelow(pendingTruncation.get().lowestSnapshot());
      segments.deleteSegmentsBefore(pendingTruncation.get().sequence());
      pendingTruncation = Optional.empty();
    }
  }

  /** Forces all, and closes. */
  void close() throws IOException {
    commit(List.of(), durableAlready -> {});
    segments.close();
    blocks.close();
    superblock.note();
    superblock.force();
    superblock.close();
  }
}
