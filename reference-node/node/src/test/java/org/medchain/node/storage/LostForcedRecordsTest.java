package org.medchain.node.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.medchain.node.storage.SegmentHeader.SegmentKind;

/** STO-20, STO-21, STO-22: a store that lost forced records is neither sound nor used. */
class LostForcedRecordsTest {
  /** Both cut to the same record: the rest of each agrees with that of the other. */
  @Test
  void aCutOfBothLastSegmentsIsRefused() throws Exception {
    FaultyVolume volume = StoredSample.decideAll(false);
    for (String kind : List.of("log", "blocks")) {
      cutLast(volume, kind, 5_000);
    }
    assertRefused(volume, "log");
  }

  @Test
  void aFlippedByteInTheMiddleOfForcedBlocksIsRefused() throws Exception {
    FaultyVolume volume = StoredSample.decideAll(false);
    String last = StoredSample.lastOf(volume, "blocks");
    volume.flip(last, volume.bytes(last).length / 2, 1);
    assertRefused(volume, "blocks");
  }

  /** The log and the superblock are an old copy: the records of the blocks name its position. */
  @Test
  void theBlocksKnowWhatTheLogHadForced() throws Exception {
    assertRefused(withOldCopyOf("log"), "log");
  }

  @Test
  void theLogKnowsWhatTheBlocksHadForced() throws Exception {
    assertRefused(withOldCopyOf("blocks"), "blocks");
  }

  /** Blocks and superblock know too little: the records behind the damage tell. */
  @Test
  void intactRecordsBehindDamageTell() throws Exception {
    FaultyVolume volume = withOldCopyOf("blocks");
    volume.flip(StoredSample.lastOf(volume, "log"), SegmentHeader.SIZE + 50, 1);
    assertThat(StoredSample.verify(volume).text())
        .anyMatch(line -> line.startsWith("log") && line.contains("known from later records"));
  }

  @Test
  void aMissingSuperblockIsRefused() throws Exception {
    FaultyVolume volume = StoredSample.decideAll(true);
    volume.delete(Superblock.FILE);
    assertThat(StoredSample.verify(volume).faults()).hasSize(1);
    assertThatThrownBy(() -> open(volume)).hasMessageContaining("the superblock is missing");
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
   * PBFT-15: the checkpoints in a log of version 2 belong to other tables. Its store is not
   * damaged, so nobody is told to recover the node.
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
    String last = StoredSample.lastOf(volume, "blocks");
    cutLast(volume, "log", 300);
    volume.open(last).append(ByteBuffer.wrap(new byte[9])); // would be cut off from a sound one
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

  private static void cutLast(FaultyVolume volume, String kind, int bytes) throws Exception {
    String last = StoredSample.lastOf(volume, kind);
    int length = volume.bytes(last).length;
    volume.open(last).truncate(Math.max(SegmentHeader.SIZE, length - bytes));
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
