package org.medchain.node.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.consensus.SignedVote;
import org.medchain.consensus.snapshot.Snapshot;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Header;
import org.medchain.data.MerkleTree;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.storage.SegmentHeader.SegmentKind;
import org.medchain.node.storage.StoreWriter.StoreCommand;

/**
 * STO-15: checking a whole store finds what a checksum cannot.
 *
 * <p>STO-20, STO-21, STO-22: a store that lost forced records is neither sound nor used.
 */
class StoreVerifierTest {
  private static final SampleLedger LEDGER = new SampleLedger(8);

  private static FaultyVolume store(List<CertifiedBlock> decisions, Bytes state, List<Bytes> more)
      throws Exception {
    FaultyVolume volume = new FaultyVolume();
    StoreWriter disk = StoreWriter.open(volume, StoredSample.OPTIONS, () -> 3, () -> 0);
    List<StoreCommand> orders = new ArrayList<>();
    decisions.forEach(disk.blocks()::append);
    for (CertifiedBlock decision : decisions) {
      orders.add(new StoreCommand.AppendEntry(orders.size() + 1, StoredSample.decided(decision)));
    }
    for (Bytes entry : more) {
      orders.add(new StoreCommand.AppendEntry(orders.size() + 1, entry));
    }
    SmallStore.saveSnapshot(
        disk, orders.size() + 1, 4, new Snapshot(StoredSample.context(), state), orders);
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
  void aForgedVoteAndALackingQuorumAreFound() throws Exception {
    List<SignedVote> votes = new ArrayList<>(LEDGER.votes(5));
    votes.set(1, new SignedVote(votes.get(1).signer(), votes.get(0).signature()));
    assertThat(withVotes(votes)).anyMatch(line -> line.contains("a vote in its certificate"));
    assertThat(withVotes(LEDGER.votes(5).subList(0, 2)))
        .anyMatch(line -> line.contains("block 5: its certificate"));
  }

  private List<String> withVotes(List<SignedVote> votes) throws Exception {
    Block block = LEDGER.decision(5).block();
    return check(new CertifiedBlock(block, new QuorumCertificate(0, 5, block.hash(), votes)))
        .text();
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

  /** It and the superblock are an old copy: the records of the other name its position. */
  @ParameterizedTest
  @ValueSource(strings = {"log", "blocks"})
  void eachKnowsWhatTheOtherHadForced(String kind) throws Exception {
    assertRefused(withOldCopyOf(kind), kind);
  }

  /** A power cut tears one slot: the other one counts, and no byte of either is trusted torn. */
  @Test
  void oneDamagedSlotIsNoDamageAndTwoAre() throws Exception {
    FaultyVolume volume = StoredSample.decideAll(false);
    volume.flip(Superblock.FILE, 2 * 4096 + 30, 4);
    assertThat(StoredSample.verify(volume).faults()).isEmpty();
    FaultyVolume both = volume.copy();
    both.flip(Superblock.FILE, 4096 + 30, 4);
    assertThat(StoredSample.verify(both).faults()).hasSize(1);
    assertThatThrownBy(() -> open(both)).hasMessageContaining("neither of its two slots");
    open(volume).close();
  }

  /** Behind all that is known to have been forced an end may be torn; it is named. */
  @Test
  void anUnforcedEndIsCutOffAndNamed() throws Exception {
    FaultyVolume volume = StoredSample.decideAll(false);
    volume.open(StoredSample.lastOf(volume, "log")).append(ByteBuffer.wrap(new byte[70]));
    StoreVerificationReport report = StoredSample.verify(volume);
    assertThat(report.text())
        .contains(
            "log: 13 records; 70 bytes behind all that is known to have been forced:"
                + " a start cuts them off",
            "the store is sound");
    open(volume).close();
  }

  /**
   * PBFT-15: the checkpoints in a log of version 2 are of other tables. Its store is not damaged,
   * so nobody is told to recover the node.
   */
  @Test
  void anotherFormatIsNamed() throws Exception {
    FaultyVolume volume = StoredSample.decideAll(true);
    String first = SegmentKind.LOG.fileName(1);
    ByteBuffer header = ByteBuffer.allocate(SegmentHeader.SIZE).order(ByteOrder.LITTLE_ENDIAN);
    assertThat(volume.open(first).read(0, header)).isEqualTo(SegmentHeader.SIZE);
    CRC32C checksum = new CRC32C();
    checksum.update(header.putInt(4, 2).array(), 0, SegmentHeader.SIZE - 4);
    header.putInt(SegmentHeader.SIZE - 4, (int) checksum.getValue());
    volume.misdirect(first, 0, header.array());
    assertThatThrownBy(() -> open(volume))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage(
            first + " has format 2, and only format 4 is read: start the version that wrote it");
    volume.misdirect(first, 4, new byte[] {1, 0, 0, 0});
    assertThatThrownBy(() -> open(volume))
        .isInstanceOf(CorruptStoreException.class)
        .hasMessageContaining("the segment's header does not have its checksum");
  }

  /** A start that is refused changes nothing. */
  @Test
  void aRefusedStoreStaysAsItIs() throws Exception {
    FaultyVolume volume = StoredSample.decideAll(false);
    String log = StoredSample.lastOf(volume, "log");
    volume.open(log).truncate(volume.bytes(log).length - 300);
    // This would be cut off from a sound one.
    volume.open(StoredSample.lastOf(volume, "blocks")).append(ByteBuffer.wrap(new byte[9]));
    List<byte[]> before = volume.list().stream().map(volume::bytes).toList();
    assertThatThrownBy(() -> open(volume)).isInstanceOf(CorruptStoreException.class);
    assertThat(volume.list().stream().map(volume::bytes).toList())
        .usingElementComparator(Arrays::compare)
        .isEqualTo(before);
  }

  /** Those files and the superblock are from an earlier time than the others. */
  private static FaultyVolume withOldCopyOf(String kind) throws Exception {
    FaultyVolume early = StoredSample.decide(5, true);
    FaultyVolume late = StoredSample.decideAll(true);
    FaultyVolume mixed = new FaultyVolume();
    for (String name : late.list()) {
      if (!name.startsWith(kind) && !name.equals(Superblock.FILE)) {
        mixed.create(name).append(ByteBuffer.wrap(late.bytes(name)));
      }
    }
    for (String name : early.list()) {
      if (name.startsWith(kind) || name.equals(Superblock.FILE)) {
        mixed.create(name).append(ByteBuffer.wrap(early.bytes(name)));
      }
    }
    return mixed;
  }

  private static StoreWriter open(FaultyVolume volume) throws Exception {
    return StoreWriter.open(volume, StoredSample.OPTIONS, () -> 4, () -> 0);
  }

  private static void assertRefused(FaultyVolume volume, String kind) throws Exception {
    StoreVerificationReport report = StoredSample.verify(volume);
    assertThat(report.text()).doesNotContain("the store is sound");
    assertThat(report.faults()).first().asString().startsWith(kind).contains("had been forced");
    assertThatThrownBy(() -> open(volume))
        .isInstanceOf(CorruptStoreException.class)
        .hasMessageContaining("had been forced")
        .hasMessageContaining("--recover");
  }
}
