package org.medchain.node.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MerkleTree;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.storage.StoreWriter.StoreCommand;

/** STO-15: checking a whole store finds what a checksum cannot. */
class StoreVerifierTest {
  private static final SampleLedger LEDGER = new SampleLedger(8);
  private static final StoreOptions OPTIONS =
      new StoreOptions(
          Pbft.PROTOCOL, true, StoreOptions.of(Pbft.PROTOCOL).commitDelay(), 2_000, 1 << 20);

  /** Consensus' own data: no roots, one epoch, an empty client table. */
  private static Bytes context() {
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

  private static Bytes decided(CertifiedBlock decision) {
    return new Encoder().uint8(7).value(decision.block()).value(decision.certificate()).toBytes();
  }

  private static FaultyVolume store(List<CertifiedBlock> decisions, Bytes state, List<Bytes> more)
      throws Exception {
    FaultyVolume volume = new FaultyVolume();
    StoreWriter disk = StoreWriter.open(volume, OPTIONS, () -> 3, () -> 0);
    List<StoreCommand> orders = new ArrayList<>();
    decisions.forEach(disk.blocks()::append);
    for (CertifiedBlock decision : decisions) {
      orders.add(new StoreCommand.AppendEntry(orders.size() + 1, decided(decision)));
    }
    for (Bytes entry : more) {
      orders.add(new StoreCommand.AppendEntry(orders.size() + 1, entry));
    }
    SmallStore.saveSnapshot(disk, orders.size() + 1, 4, new Snapshot(context(), state), orders);
    disk.commit(orders, durable -> {});
    disk.close();
    return volume;
  }

  private static Bytes stateAt(long height) {
    return LEDGER.state(height).tree().encoded();
  }

  private StoreVerificationReport check(FaultyVolume volume) throws Exception {
    return StoreVerifier.run(volume, LEDGER.genesis(), LEDGER.check(), line -> {});
  }

  private StoreVerificationReport check(CertifiedBlock changed) throws Exception {
    List<CertifiedBlock> decisions = new ArrayList<>(LEDGER.decisions());
    decisions.set((int) changed.block().height() - 1, changed);
    return check(store(decisions, stateAt(4), List.of()));
  }

  @Test
  void aSoundStoreIsSound() throws Exception {
    StoreVerificationReport report = check(store(LEDGER.decisions(), stateAt(4), List.of()));
    assertThat(report.faults()).isEmpty();
    assertThat(report.text())
        .contains(
            "ledger: 8 blocks, 15 transactions, 39 signatures, 8 blocks executed again",
            "snapshots: 1",
            "the store is sound");
  }

  /** After a gap the execution continues from the snapshot. */
  @Test
  void aGapIsNoFault() throws Exception {
    StoreVerificationReport report =
        check(store(LEDGER.decisions().subList(3, 8), stateAt(4), List.of()));
    assertThat(report.faults()).isEmpty();
    assertThat(report.text())
        .contains("ledger: 5 blocks, 10 transactions, 25 signatures, 4 blocks executed again");
  }

  /** Every fault is named, not only the first, and nothing is changed. */
  @Test
  void allDamagedRecordsAreNamed() throws Exception {
    FaultyVolume volume = store(LEDGER.decisions(), stateAt(4), List.of());
    List<String> segments =
        volume.list().stream().filter(name -> name.startsWith("blocks")).toList();
    assertThat(segments).hasSizeGreaterThan(2);
    volume.flip(segments.get(0), 200, 1);
    volume.flip(segments.get(1), 300, 1);
    byte[] before = volume.bytes(segments.get(0));
    StoreVerificationReport report = check(volume);
    assertThat(report.isIntact()).isFalse();
    assertThat(report.faults())
        .extracting(CorruptStoreException.StoreFault::file)
        .contains(segments.get(0));
    assertThat(report.faults())
        .extracting(CorruptStoreException.StoreFault::file)
        .contains(segments.get(1));
    assertThat(report.text().getLast()).contains("--recover");
    assertThat(volume.bytes(segments.get(0))).isEqualTo(before);
  }

  @Test
  void aForgedVoteIsFound() throws Exception {
    CertifiedBlock right = LEDGER.decision(5);
    List<SignedVote> votes = new ArrayList<>(LEDGER.votes(5));
    votes.set(1, new SignedVote(votes.get(1).signer(), votes.get(0).signature()));
    QuorumCertificate forged = new QuorumCertificate(0, 5, right.block().hash(), votes);
    StoreVerificationReport report = check(new CertifiedBlock(right.block(), forged));
    assertThat(report.text()).anyMatch(line -> line.contains("block 5: a vote in its certificate"));
  }

  @Test
  void aCertificateWithoutAQuorumIsFound() throws Exception {
    CertifiedBlock right = LEDGER.decision(5);
    List<SignedVote> votes = LEDGER.votes(5).subList(0, 2);
    QuorumCertificate small = new QuorumCertificate(0, 5, right.block().hash(), votes);
    StoreVerificationReport report = check(new CertifiedBlock(right.block(), small));
    assertThat(report.text()).anyMatch(line -> line.contains("block 5: its certificate"));
  }

  @Test
  void anotherStateRootAndABrokenLinkAreFound() throws Exception {
    Header right = LEDGER.decision(8).block().header();
    Header wrong =
        new Header(
            right.version(),
            Hash.MAX,
            right.timestampMs(),
            MerkleTree.EMPTY_ROOT,
            0,
            8,
            Hash.MAX,
            right.receiptsRoot(),
            right.difficulty(),
            right.randomString());
    Block block = Block.of(wrong, List.of());
    StoreVerificationReport report =
        check(new CertifiedBlock(block, new QuorumCertificate(0, 8, block.hash(), List.of())));
    assertThat(report.text())
        .anyMatch(line -> line.contains("block 8: does not name the block under it"))
        .anyMatch(line -> line.contains("block 8: its state root"));
  }

  @Test
  void anotherHeightsSnapshotIsFound() throws Exception {
    StoreVerificationReport report = check(store(LEDGER.decisions(), stateAt(5), List.of()));
    assertThat(report.faults())
        .extracting(CorruptStoreException.StoreFault::file)
        .containsExactly(SnapshotFiles.fileName(4));
  }

  @Test
  void malformedEntryIsFound() throws Exception {
    StoreVerificationReport report =
        check(store(LEDGER.decisions(), stateAt(4), List.of(Bytes.utf8("no entry"))));
    assertThat(report.faults()).hasSize(1);
    assertThat(report.text()).anyMatch(line -> line.contains("record 9 is not an entry"));
  }
}
