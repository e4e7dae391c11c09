package org.medchain.node.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.medchain.consensus.inspection.LogInspector;
import org.medchain.consensus.snapshot.DeferredBytes;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.contract.Genesis;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Hash;
import org.medchain.data.MalformedInput;
import org.medchain.data.SignatureScheme;
import org.medchain.node.durable.Volume;
import org.medchain.node.durable.VolumeFile;
import org.medchain.node.ledger.CertificateVerifier;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.storage.CorruptStoreException.StoreFault;
import org.medchain.node.storage.LogRecordHeader.LogRecordKind;
import org.medchain.node.storage.SegmentHeader.SegmentKind;
import org.medchain.node.storage.SegmentedLog.LogRecordPosition;

/**
 * Checks a whole store again without changing it (STO-15): every record, every entry, every block
 * with its signatures, certificate and execution, and every snapshot.
 */
public final class StoreVerifier {
  private static final long PROGRESS_BLOCKS = 1_000;

  private final Codec<CertifiedBlock> format;
  private final Volume volume;
  private final Genesis genesis;
  private final SignatureScheme scheme;
  private final Consumer<String> progress;
  private final LogInspector reading;
  private final List<String> lines = new ArrayList<>();
  private final List<StoreFault> faults = new ArrayList<>();
  private final Map<Long, DeferredBytes> states = new TreeMap<>();

  private StoreVerifier(
      Volume volume, Genesis genesis, CertificateVerifier certificates, Consumer<String> progress) {
    this.format = BlockStore.format(certificates.protocol());
    this.volume = volume;
    this.genesis = genesis;
    this.scheme = certificates.scheme();
    this.progress = progress;
    this.reading = new LogInspector(genesis.chainParameters(), genesis.membership());
  }

  /**
   * Checks a store that no node has open.
   *
   * @param certificates of the chain
   * @param progress gets a line of progress at times
   * @throws IOException if the disk cannot be read
   */
  public static StoreVerificationReport run(
      Volume volume, Genesis genesis, CertificateVerifier certificates, Consumer<String> progress)
      throws IOException {
    StoreVerifier check = new StoreVerifier(volume, genesis, certificates, progress);
    check.run();
    return new StoreVerificationReport(check.lines, check.faults, check.reading);
  }

  private void run() throws IOException {
    progress.accept("reads log and blocks");
    try (StoreInspection store = new StoreInspection(volume, () -> 0, true, this::checkEntry)) {
      faults.addAll(store.faults());
      lines.add(store.log.summary("log"));
      readSnapshots(store);
      lines.add(store.blocks.summary("blocks"));
      LedgerVerifier ledger = new LedgerVerifier(genesis, scheme, reading, states);
      checkBlocks(store, ledger);
      compareSnapshots(ledger);
    }
  }

  private void checkEntry(
      SegmentHeader segment, LogRecordHeader header, long position, Bytes content) {
    if (header.kind() == LogRecordKind.ENTRY) {
      try {
        reading.read(content);
      } catch (MalformedInput e) {
        String what = "record " + header.sequence() + " is not an entry: " + e.getMessage();
        faults.add(new StoreFault(segment.fileName(), position, what));
      }
    }
  }

  private void readSnapshots(StoreInspection store) throws IOException {
    SnapshotFiles files = new SnapshotFiles(volume, store.storeId);
    for (long height : store.recovered.snapshotHeights()) {
      String name = SnapshotFiles.fileName(height);
      if (!files.faults(height).isEmpty()) {
        progress.accept(name + " is not read, since it is damaged"); // its fault is known already
        continue;
      }
      try {
        Snapshot snapshot = files.read(height);
        states.put(height, snapshot.state());
        var unused = reading.readContext(snapshot.context());
      } catch (MalformedInput e) {
        faults.add(new StoreFault(name, SegmentHeader.SIZE, "no snapshot: " + e.getMessage()));
      }
    }
    lines.add("snapshots: " + store.recovered.snapshotHeights().size());
  }

  private void checkBlocks(StoreInspection store, LedgerVerifier ledger) throws IOException {
    BlockOffsetIndex blocks = store.blockOffsets;
    long done = 0;
    for (OptionalLong at = blocks.nextFrom(1); at.isPresent(); ) {
      long height = at.getAsLong();
      LogRecordPosition place = blocks.get(height).orElseThrow();
      SegmentHeader segment = new SegmentHeader(SegmentKind.BLOCKS, store.storeId, place.segment());
      for (String wrong : checkBlock(height, segment, place.position(), ledger)) {
        String what = "block " + height + ": " + wrong;
        faults.add(new StoreFault(segment.fileName(), place.position(), what));
      }
      if (++done % PROGRESS_BLOCKS == 0) {
        progress.accept("checked " + done + " of " + blocks.count() + " blocks");
      }
      at = blocks.nextFrom(height + 1);
    }
    lines.add(ledger.summary());
  }

  private List<String> checkBlock(
      long height, SegmentHeader segment, long position, LedgerVerifier ledger) throws IOException {
    CertifiedBlock decision;
    try (VolumeFile file = volume.open(segment.fileName())) {
      decision = format.decoded(SegmentScan.content(file, segment, position));
    } catch (CorruptStoreException | MalformedInput e) {
      return List.of(e.getMessage());
    }
    return decision.block().height() == height
        ? ledger.verify(decision)
        : List.of("its header says height " + decision.block().height());
  }

  private void compareSnapshots(LedgerVerifier ledger) {
    for (Map.Entry<Long, DeferredBytes> each : states.entrySet()) {
      String name = SnapshotFiles.fileName(each.getKey());
      try {
        Hash root = each.getValue().root();
        Optional<Hash> expected = ledger.stateRoot(each.getKey());
        if (expected.isPresent() && !expected.get().equals(root)) {
          faults.add(
              new StoreFault(name, SegmentHeader.SIZE, "its state root is not that of its height"));
        }
      } catch (MalformedInput e) {
        faults.add(new StoreFault(name, SegmentHeader.SIZE, "no state: " + e.getMessage()));
      }
    }
  }
}
