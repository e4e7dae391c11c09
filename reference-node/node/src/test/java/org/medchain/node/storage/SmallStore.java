package org.medchain.node.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.data.Bytes;
import org.medchain.node.durable.Volume;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.storage.StoreWriter.StoreCommand;

/** A store with some of everything in it, and the content that is read from it. */
final class SmallStore {
  static final StoreOptions OPTIONS =
      new StoreOptions(
          Pbft.PROTOCOL, true, StoreOptions.of(Pbft.PROTOCOL).commitDelay(), 400, 1 << 20);

  private static final List<CertifiedBlock> CHAIN = SampleDecisions.chain(6, 2, 30);

  private SmallStore() {}

  /** All that can be read. */
  record Content(List<Bytes> log, TreeMap<Long, Bytes> states, List<CertifiedBlock> blocks) {}

  /** Only the blocks of a store, without a log. */
  static BlockStore blocks(Volume volume, long store, StoreOptions options)
      throws IOException, CorruptStoreException {
    BlockOffsetIndex places = new BlockOffsetIndex();
    SegmentRecovery found =
        new SegmentRecovery(volume, SegmentHeader.SegmentKind.BLOCKS, store, false, places::visit);
    if (!found.faults.isEmpty()) {
      throw new CorruptStoreException(found.faults);
    }
    found.repair();
    return new BlockStore(
        options.protocol(), new SegmentedLog(found, options, new ForcedPositions()), places);
  }

  static Bytes entry(int number) {
    return Bytes.utf8("entry " + number + " " + "x".repeat(number % 5 * 20));
  }

  /** Several groups, segments, a snapshot and a cut; closed in order or just left. */
  static FaultyVolume made(boolean closed) throws IOException, CorruptStoreException {
    FaultyVolume volume = new FaultyVolume();
    StoreWriter disk = StoreWriter.open(volume, OPTIONS, () -> 77, () -> 0);
    long token = 0;
    for (int group = 0; group < 5; group++) {
      List<StoreCommand> orders = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        orders.add(new StoreCommand.AppendEntry(++token, entry((int) token)));
      }
      if (group == 2) {
        Snapshot snapshot = new Snapshot(Bytes.utf8("context"), Bytes.utf8("a synthetic state"));
        saveSnapshot(disk, ++token, 4, snapshot, orders);
        orders.add(new StoreCommand.TruncateLog(token - 4, 2));
      }
      disk.blocks().append(CHAIN.get(group));
      disk.commit(orders, durable -> {});
    }
    if (closed) {
      disk.close();
    }
    return volume;
  }

  /** Writes a snapshot, as its thread does, and adds what follows on the log's. */
  static void saveSnapshot(
      StoreWriter disk, long token, long height, Snapshot snapshot, List<StoreCommand> orders)
      throws IOException {
    long length = disk.snapshots().write(height, snapshot, file -> {});
    disk.blocks().force();
    orders.add(new StoreCommand.ForceBlocks(token));
    orders.add(new StoreCommand.NameSnapshot(height, length));
  }

  /** The state in the durable snapshot of this height, if there is one. */
  static Optional<Bytes> state(StoreWriter disk, long height) {
    return disk.snapshots().upTo(height) == height
        ? Optional.of(disk.snapshots().read(height).state().bytes())
        : Optional.empty();
  }

  /** Reads everything; damage that is met while reading is thrown as that of opening. */
  static Content read(Volume volume) throws IOException, CorruptStoreException {
    return content(StoreWriter.open(volume, OPTIONS, () -> 78, () -> 0));
  }

  /** Everything in an open store. */
  static Content content(StoreWriter disk) throws IOException, CorruptStoreException {
    try {
      TreeMap<Long, Bytes> states = new TreeMap<>();
      for (long height : disk.snapshots().heightsFrom(0)) {
        states.put(height, state(disk, height).orElseThrow());
      }
      List<CertifiedBlock> blocks = new ArrayList<>();
      for (long height = 1; height <= disk.blocks().highestHeight(); height++) {
        Optional<CertifiedBlock> block = disk.blocks().blockAt(height);
        block.ifPresent(blocks::add);
      }
      return new Content(disk.takeRecoveredEntries(), states, blocks);
    } catch (StorageFailureException e) {
      if (e.getCause() instanceof CorruptStoreException damaged) {
        throw damaged;
      }
      throw e;
    }
  }
}
