package org.medchain.node.storage;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.medchain.consensus.Snapshot;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.node.storage.SegmentHeader.SegmentKind;

/**
 * The work of a {@link NodeStore}'s disk thread, without the thread: the replica's log, its
 * snapshots and their truncation (STO-2, STO-3, STO-10, STO-12).
 */
final class StoreWriter {
  private final BlockStore blocks;
  private final SegmentedLog segments;
  private final SnapshotFiles snapshots;
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

    /** A snapshot. */
    record SaveSnapshot(long token, long height, Snapshot snapshot) implements StoreCommand {}

    /** Entries before a token, and snapshots under a height, are not needed any more. */
    record TruncateLog(long first, long height) implements StoreCommand {}
  }

  private record TokenPosition(long token, long sequence) {}

  /** A truncation that is in the log, and will be durable with it. */
  private record DueLogTruncation(long sequence, long height) {}

  private StoreWriter(
      BlockStore blocks, SegmentedLog segments, SnapshotFiles snapshots, RecoveredLog recovered) {
    this.blocks = blocks;
    this.segments = segments;
    this.snapshots = snapshots;
    this.recoveredEntries = recovered.liveEntries();
  }

  /**
   * Opens a store, or begins one.
   *
   * @param newStore draws the number of a new one
   */
  static StoreWriter open(Volume volume, StoreOptions options, LongSupplier newStore)
      throws IOException, CorruptStoreException {
    RecoveredLog recovered = new RecoveredLog();
    long store = SegmentRecovery.storeIdOf(volume, SegmentKind.LOG).orElseGet(newStore);
    Optional<SegmentRecovery.RecoveredSegments> found =
        SegmentRecovery.recover(volume, SegmentKind.LOG, store, true, recovered::visit);
    SegmentedLog segments;
    if (found.isPresent()) {
      found.get().requireFrom(recovered.firstLive());
      segments = SegmentedLog.resume(volume, options, found.get());
    } else {
      checkEmpty(volume);
      segments = SegmentedLog.create(volume, SegmentKind.LOG, store, options);
    }
    // The log was there first, so that blocks without a log are never a beginning.
    BlockStore blocks = BlockStore.open(volume, store, options);
    SnapshotFiles snapshots = new SnapshotFiles(volume, store, options.force());
    snapshots.recover(recovered.snapshotHeights());
    segments.deleteSegmentsBefore(recovered.firstLive());
    if (options.force()) {
      volume.syncDirectory(); // a killed process may have left files that only the system knows of
    }
    return new StoreWriter(blocks, segments, snapshots, recovered);
  }

  private static void checkEmpty(Volume volume) throws IOException, CorruptStoreException {
    if (!SegmentRecovery.firstSequences(volume, SegmentKind.BLOCKS).isEmpty()
        || SnapshotFiles.anyIn(volume)) {
      throw new CorruptStoreException(
          SegmentKind.LOG.fileName(1),
          0,
          "the log is missing, though blocks or snapshots are there");
    }
  }

  /** Whether entries of earlier lives survived. */
  boolean hasRecoveredEntries() {
    return !recoveredEntries.isEmpty();
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
      highest = Math.max(highest, write(order));
    }
    if (segments.isDirty()) {
      segments.force();
    }
    unpublishedSnapshots.forEach(snapshots::publish);
    unpublishedSnapshots.clear();
    if (highest > durable) {
      durable = highest;
      onDurable.accept(durable);
    }
    finishTruncation();
    startTruncation();
  }

  private long write(StoreCommand order) throws IOException {
    switch (order) {
      case StoreCommand.AppendEntry append -> {
        segments.append(LogRecordHeader.LogRecordKind.ENTRY, append.token(), append.entry());
        unsyncedTokens.add(new TokenPosition(append.token(), segments.last()));
        return append.token();
      }
      case StoreCommand.SaveSnapshot keep -> {
        // STO-12: a start from the snapshot executes no block below it again, so these must
        // be there already.
        blocks.force();
        long length = snapshots.write(keep.height(), keep.snapshot());
        Bytes content = new Encoder().int64(length).toBytes();
        segments.append(LogRecordHeader.LogRecordKind.SNAPSHOT, keep.height(), content);
        unsyncedTokens.add(new TokenPosition(keep.token(), segments.last()));
        unpublishedSnapshots.add(keep.height());
        return keep.token();
      }
      case StoreCommand.TruncateLog cut -> {
        truncations.add(cut);
        return 0;
      }
    }
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
    blocks.force();
    while (!unsyncedTokens.isEmpty() && unsyncedTokens.getFirst().token() < last.get().first()) {
      unsyncedTokens.removeFirst();
    }
    long sequence =
        unsyncedTokens.isEmpty() ? segments.last() + 1 : unsyncedTokens.getFirst().sequence();
    List<Long> heights = snapshots.heightsFrom(last.get().height());
    Encoder content = new Encoder().count(heights.size());
    heights.forEach(content::int64);
    segments.append(LogRecordHeader.LogRecordKind.TRUNCATION, sequence, content.toBytes());
    pendingTruncation = Optional.of(new DueLogTruncation(sequence, last.get().height()));
  }

  /** Deletes the entries before a durable truncation. */
  private void finishTruncation() throws IOException {
    if (pendingTruncation.isPresent()) {
      snapshots.deleteBelow(pendingTruncation.get().height());
      segments.deleteSegmentsBefore(pendingTruncation.get().sequence());
      pendingTruncation = Optional.empty();
    }
  }

  /** Forces all, and closes. */
  void close() throws IOException {
    commit(List.of(), durableAlready -> {});
    segments.close();
    blocks.close();
  }
}
