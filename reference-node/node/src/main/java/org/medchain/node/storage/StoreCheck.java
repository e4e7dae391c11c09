package org.medchain.node.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.medchain.consensus.Snapshot;
import org.medchain.consensus.pbft.LogReading;
import org.medchain.contract.Genesis;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.SignatureScheme;
import org.medchain.data.StateTree;
import org.medchain.node.ledger.Decision;
import org.medchain.node.storage.DamagedStore.Fault;
import org.medchain.node.storage.IndexTables.Table;
import org.medchain.node.storage.SegmentHeader.Kind;
import org.rocksdb.RocksDBException;

/**
 * Checks a whole store again without changing it (STO-15): every record, every entry, every block
 * with its signatures, certificate and execution, every snapshot, and the state in the index.
 */
public final class StoreCheck {
  private static final long PROGRESS_BLOCKS = 1_000;

  private final Volume volume;
  private final Optional<Path> index;
  private final Genesis genesis;
  private final SignatureScheme scheme;
  private final Consumer<String> progress;
  private final List<String> lines = new ArrayList<>();
  private final List<Fault> faults = new ArrayList<>();
  private final Map<Long, BlockAt> blocks = new TreeMap<>();
  private final Map<Long, Bytes> states = new TreeMap<>();

  private record BlockAt(SegmentHeader segment, long position, long length) {}

  private StoreCheck(
      Volume volume,
      Optional<Path> index,
      Genesis genesis,
      SignatureScheme scheme,
      Consumer<String> progress) {
    this.volume = volume;
    this.index = index;
    this.genesis = genesis;
    this.scheme = scheme;
    this.progress = progress;
  }

  /**
   * Checks a store that no node has open.
   *
   * @param index the folder of its {@link StateIndex}, if it has one
   * @param progress is told now and then, in a line, how far it is
   * @throws IOException if the disk cannot be read
   */
  public static StoreReport run(
      Volume volume,
      Optional<Path> index,
      Genesis genesis,
      SignatureScheme scheme,
      Consumer<String> progress)
      throws IOException {
    StoreCheck check = new StoreCheck(volume, index, genesis, scheme, progress);
    check.run();
    return new StoreReport(check.lines, check.faults);
  }

  private void run() throws IOException {
    LogReading reading = new LogReading(genesis.chain(), genesis.membership());
    long store = SegmentRecovery.storeOf(volume, Kind.LOG).orElse(0);
    if (SegmentRecovery.firsts(volume, Kind.LOG).isEmpty() && !volume.list().isEmpty()) {
      faults.add(new Fault(Kind.LOG.fileName(1), 0, "the log is missing"));
    }
    RecoveredLog log = checkLog(store, reading);
    checkSnapshots(store, log, reading);
    SegmentsCheck segments = new SegmentsCheck(volume, Kind.BLOCKS, store, faults);
    segments.run(this::remember);
    lines.add(segments.summary("blocks"));
    LedgerCheck ledger = new LedgerCheck(genesis, scheme, reading, states);
    checkBlocks(ledger);
    compareSnapshots(ledger);
    if (index.isPresent() && Files.exists(index.get().resolve("CURRENT"))) {
      checkIndex(index.get(), ledger);
    }
  }

  private RecoveredLog checkLog(long store, LogReading reading) throws IOException {
    progress.accept("reads the log");
    RecoveredLog log = new RecoveredLog();
    SegmentsCheck segments = new SegmentsCheck(volume, Kind.LOG, store, faults);
    segments.run(
        (segment, header, position, content) -> {
          log.show(segment, header, position, content);
          if (header.kind() == RecordHeader.Kind.ENTRY) {
            try {
              reading.read(content);
            } catch (MalformedInput e) {
              String what = "record " + header.sequence() + " is no entry: " + e.getMessage();
              faults.add(new Fault(segment.fileName(), position, what));
            }
          }
        });
    lines.add(segments.summary("log"));
    return log;
  }

  private void checkSnapshots(long store, RecoveredLog log, LogReading reading) throws IOException {
    SnapshotFiles files = new SnapshotFiles(volume, store, false);
    for (long height : log.kept()) {
      String name = SnapshotHeader.fileName(height);
      if (!volume.list().contains(name)) {
        faults.add(new Fault(name, 0, "the snapshot is missing"));
        continue;
      }
      try {
        Snapshot snapshot = files.read(height);
        states.put(height, snapshot.state());
        reading.readContext(snapshot.context());
      } catch (DamagedStore e) {
        faults.addAll(e.faults());
      } catch (MalformedInput e) {
        faults.add(new Fault(name, SnapshotHeader.SIZE, "no snapshot: " + e.getMessage()));
      }
    }
    lines.add("snapshots: " + log.kept().size());
  }

  private void remember(SegmentHeader segment, RecordHeader header, long position, Bytes content) {
    if (header.kind() == RecordHeader.Kind.BLOCK) {
      blocks.putIfAbsent(header.tag(), new BlockAt(segment, position, header.size()));
    }
  }

  private void checkBlocks(LedgerCheck ledger) throws IOException {
    long done = 0;
    for (Map.Entry<Long, BlockAt> each : blocks.entrySet()) {
      BlockAt at = each.getValue();
      for (String wrong : checkBlock(each.getKey(), at, ledger)) {
        String what = "block " + each.getKey() + ": " + wrong;
        faults.add(new Fault(at.segment().fileName(), at.position(), what));
      }
      if (++done % PROGRESS_BLOCKS == 0) {
        progress.accept("checked " + done + " of " + blocks.size() + " blocks");
      }
    }
    lines.add(ledger.summary());
  }

  private List<String> checkBlock(long height, BlockAt at, LedgerCheck ledger) throws IOException {
    Decision decision;
    try (VolumeFile file = volume.open(at.segment().fileName())) {
      FileWindow window = new FileWindow(file, 1);
      int found = window.find(at.position(), at.length());
      int from = found + RecordHeader.SIZE;
      int to = found + Math.toIntExact(at.length());
      decision = DecisionFormat.decode(Bytes.of(Arrays.copyOfRange(window.bytes(), from, to)));
    } catch (MalformedInput e) {
      return List.of(e.getMessage());
    }
    return decision.block().height() == height
        ? ledger.check(decision)
        : List.of("its header says height " + decision.block().height());
  }

  private void compareSnapshots(LedgerCheck ledger) {
    for (Map.Entry<Long, Bytes> each : states.entrySet()) {
      String name = SnapshotHeader.fileName(each.getKey());
      try {
        Hash root = Decoder.decode(each.getValue(), StateTree::decode).root();
        Optional<Hash> expected = ledger.stateRoot(each.getKey());
        if (expected.isPresent() && !expected.get().equals(root)) {
          faults.add(
              new Fault(name, SnapshotHeader.SIZE, "its state root is not that of its height"));
        }
      } catch (MalformedInput e) {
        faults.add(new Fault(name, SnapshotHeader.SIZE, "no state: " + e.getMessage()));
      }
    }
  }

  private void checkIndex(Path folder, LedgerCheck ledger) {
    progress.accept("reads the index");
    try (IndexTables tables = new IndexTables(folder)) {
      Optional<IndexWriter.At> at = IndexWriter.at(tables);
      if (at.isEmpty()) {
        lines.add("index: was never finished, and will be made again");
        return;
      }
      StateTree[] tree = {StateTree.EMPTY};
      tables.forEach(Table.STATE, (key, value) -> tree[0] = tree[0].put(key, value));
      Hash root = tree[0].root();
      lines.add("index: " + tree[0].size() + " keys of the state at height " + at.get().height());
      Hash expected = ledger.stateRoot(at.get().height()).orElse(at.get().stateRoot());
      if (!root.equals(at.get().stateRoot()) || !root.equals(expected)) {
        faults.add(new Fault("index", 0, "its state is not that of its height; delete its folder"));
      }
    } catch (RocksDBException e) {
      faults.add(new Fault("index", 0, "cannot be read, delete its folder: " + e.getMessage()));
    }
  }
}
