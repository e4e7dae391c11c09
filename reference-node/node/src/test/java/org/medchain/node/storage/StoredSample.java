package org.medchain.node.storage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.storage.StoreWriter.StoreCommand;

/** Stores with the {@link SampleLedger} in them, which {@link StoreVerifier} finds sound. */
final class StoredSample {
  static final SampleLedger LEDGER = new SampleLedger(12);

  /** Small segments, so that log and blocks have several. */
  static final StoreOptions OPTIONS =
      new StoreOptions(
          Pbft.PROTOCOL, true, StoreOptions.of(Pbft.PROTOCOL).commitDelay(), 2_000, 1 << 20);

  private StoredSample() {}

  /** Consensus' own data: no roots, one epoch, an empty client table. */
  static Bytes context() {
    return new Encoder()
        .count(0)
        .hash(LEDGER.genesis().chain())
        .count(1)
        .int64(0)
        .hash(Hash.ZERO)
        .int64(0)
        .list(LEDGER.genesis().membership().keys())
        .count(0)
        .hash(Hash.of(Bytes.EMPTY))
        .bytes(Bytes.EMPTY)
        .toBytes();
  }

  /** The log's entry for a decided block. */
  static Bytes decided(CertifiedBlock decision) {
    return new Encoder().uint8(7).value(decision.block()).value(decision.certificate()).toBytes();
  }

  static Snapshot snapshot(int height) {
    return new Snapshot(context(), LEDGER.state(height).tree().encoded());
  }

  /**
   * All blocks decided one after the other, each forced in the log; a snapshot after the fourth.
   */
  static FaultyVolume decideAll(boolean closed) throws IOException, CorruptStoreException {
    return decide(LEDGER.decisions().size(), closed);
  }

  /** The same up to a height. */
  static FaultyVolume decide(int heights, boolean closed)
      throws IOException, CorruptStoreException {
    FaultyVolume volume = new FaultyVolume();
    StoreWriter disk = StoreWriter.open(volume, OPTIONS, () -> 3, () -> 0);
    long token = 0;
    for (CertifiedBlock each : LEDGER.decisions().subList(0, heights)) {
      List<StoreCommand> orders = new ArrayList<>();
      orders.add(new StoreCommand.AppendEntry(++token, decided(each)));
      disk.blocks().append(each);
      if (each.block().height() == 4) {
        SmallStore.saveSnapshot(disk, ++token, 4, snapshot(4), orders);
      }
      disk.commit(orders, durable -> {});
    }
    disk.forceBlocks();
    disk.commit(List.of(), durable -> {});
    if (closed) {
      disk.close();
    }
    return volume;
  }

  static StoreVerificationReport verify(FaultyVolume volume) throws IOException {
    return StoreVerifier.run(volume, LEDGER.genesis(), LEDGER.check(), line -> {});
  }

  /** The last segment of a kind. */
  static String lastOf(FaultyVolume volume, String kind) {
    return volume.list().stream().filter(name -> name.startsWith(kind)).toList().getLast();
  }
}
