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
import org.medchain.node.storage.SegmentHeader.Kind;

/**
 * What the disk thread of a {@link NodeStore} does, without the thread: the replica's log, its
 * snapshots and what may be forgotten (STO-2, STO-3, STO-10, STO-12).
 */
final class DiskLog {
  private final BlockStore blocks;
  private final Segments segments;
  private final SnapshotFiles snapshots;
  private List<Bytes> recovered;
  private final Deque<TokenAt> tokens = new ArrayDeque<>();
  private final Deque<Order.Cut> cuts = new ArrayDeque<>();
  private final List<Long> keeping = new ArrayList<>();
  private Optional<DueCut> due = Optional.empty();
  private long durable;

  /** What the replica wants. */
  sealed interface Order {
    /** An entry of the log. */
    record Append(long token, Bytes entry) implements Order {}

    /** A snapshot. */
    record Keep(long token, long height, Snapshot snapshot) implements Order {}

    /** Entries before a token, and snapshots under a height, are not needed any more. */
    record Cut(long first, long height) implements Order {}
  }

  private record TokenAt(long token, long sequence) {}

  /** A cut that stands in the log, and will be durable with it. */
  private record DueCut(long sequence, long height) {}

  private DiskLog(
      BlockStore blocks, Segments segments, SnapshotFiles snapshots, RecoveredLog recovered) {
    this.blocks = blocks;
    this.segments = segments;
    this.snapshots = snapshots;
    this.recovered = recovered.live();
  }

  /**
   * Opens a store, or begins one.
   *
   * @param newStore draws the number of a new one
   */
  static DiskLog open(Volume volume, StoreOptions options, LongSupplier newStore)
      throws IOException, DamagedStore {
    RecoveredLog recovered = new RecoveredLog();
    long store = SegmentRecovery.storeOf(volume, Kind.LOG).orElseGet(newStore);
    Optional<SegmentRecovery.Found> found =
        SegmentRecovery.recover(volume, Kind.LOG, store, true, recovered::show);
    Segments segments;
    if (found.isPresent()) {
      found.get().checkFrom(recovered.cut());
      segments = Segments.resume(volume, options, found.get());
    } else {
      checkEmpty(volume);
      segments = Segments.create(volume, Kind.LOG, store, options);
    }
    // The log was there first, so that blocks without a log are never a beginning.
    BlockStore blocks = BlockStore.open(volume, store, options);
    SnapshotFiles snapshots = new SnapshotFiles(volume, store, options.force());
    snapshots.recover(recovered.kept());
    segments.dropBefore(recovered.cut());
    if (options.force()) {
      volume.forceFolder(); // a killed process may have left files that only the system knows of
    }
    return new DiskLog(blocks, segments, snapshots, recovered);
  }

  private static void checkEmpty(Volume volume) throws IOException, DamagedStore {
    if (!SegmentRecovery.firsts(volume, Kind.BLOCKS).isEmpty() || SnapshotFiles.any(volume)) {
      throw new DamagedStore(
          Kind.LOG.fileName(1), 0, "the log is missing, though blocks or snapshots are there");
    }
  }

  /** Hands over what survived; from then on it is kept here no longer (STO-19). */
  List<Bytes> takeLog() {
    List<Bytes> taken = recovered;
    recovered = List.of();
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
   * Writes what was ordered, forces it once, says so, and forgets what may be forgotten.
   *
   * @param onDurable is told the highest durable token
   */
  void perform(List<Order> orders, LongConsumer onDurable) throws IOException {
    long highest = durable;
    for (Order order : orders) {
      highest = Math.max(highest, write(order));
    }
    if (segments.isDirty()) {
      segments.force();
    }
    keeping.forEach(snapshots::publish);
    keeping.clear();
    if (highest > durable) {
      durable = highest;
      onDurable.accept(durable);
    }
    forget();
    beginCut();
  }

  private long write(Order order) throws IOException {
    switch (order) {
      case Order.Append append -> {
        segments.append(RecordHeader.Kind.ENTRY, append.token(), append.entry());
        tokens.add(new TokenAt(append.token(), segments.last()));
        return append.token();
      }
      case Order.Keep keep -> {
        // STO-12: whoever starts from the snapshot executes no block under it again, so these must
        // be there already.
        blocks.force();
        long length = snapshots.write(keep.height(), keep.snapshot());
        Bytes content = new Encoder().int64(length).toBytes();
        segments.append(RecordHeader.Kind.KEPT, keep.height(), content);
        tokens.add(new TokenAt(keep.token(), segments.last()));
        keeping.add(keep.height());
        return keep.token();
      }
      case Order.Cut cut -> {
        cuts.add(cut);
        return 0;
      }
    }
  }

  /** STO-12: a cut is written down only when what replaces the old is durable, blocks included. */
  private void beginCut() throws IOException {
    Optional<Order.Cut> last = Optional.empty();
    while (!cuts.isEmpty() && cuts.getFirst().first() <= durable) {
      last = Optional.of(cuts.removeFirst());
    }
    if (last.isEmpty()) {
      return;
    }
    blocks.force();
    while (!tokens.isEmpty() && tokens.getFirst().token() < last.get().first()) {
      tokens.removeFirst();
    }
    long sequence = tokens.isEmpty() ? segments.last() + 1 : tokens.getFirst().sequence();
    List<Long> heights = snapshots.from(last.get().height());
    Encoder content = new Encoder().count(heights.size());
    heights.forEach(content::int64);
    segments.append(RecordHeader.Kind.CUT, sequence, content.toBytes());
    due = Optional.of(new DueCut(sequence, last.get().height()));
  }

  /** Deletes what a durable cut says is forgotten. */
  private void forget() throws IOException {
    if (due.isPresent()) {
      snapshots.dropUnder(due.get().height());
      segments.dropBefore(due.get().sequence());
      due = Optional.empty();
    }
  }

  /** Forces all, and closes. */
  void close() throws IOException {
    perform(List.of(), durableAlready -> {});
    segments.close();
    blocks.close();
  }

  /** Closes the files and leaves it at what is in them. */
  void abandon() throws IOException {
    segments.abandon();
    blocks.abandon();
  }
}
