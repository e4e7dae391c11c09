package org.medchain.node.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.medchain.data.Bytes;
import org.medchain.node.durable.DurableFile;
import org.medchain.node.durable.Volume;
import org.medchain.node.durable.VolumeFile;
import org.medchain.node.storage.CorruptStoreException.StoreFault;
import org.medchain.node.storage.LogRecordHeader.ForcedBefore;
import org.medchain.node.storage.LogRecordHeader.LogRecordKind;
import org.medchain.node.storage.SegmentHeader.SegmentKind;

/**
 * A small file that says how far log and blocks have been forced (STO-20): a segment whose header
 * is followed, a page apart each, by two slots with a mark, of which the one with the higher number
 * counts.
 *
 * <p>After each force the mark is written, which costs no force: a killed process leaves it to the
 * system. It is forced at times only. Writes that are not forced go to the slot that was not forced
 * last, so that a power cut tears one slot at most. Not safe for several threads.
 */
final class Superblock {
  /** Its name in the store's folder. */
  static final String FILE = "superblock";

  private static final int SLOTS = 2;
  private static final int PAGE = 4096;

  /** How old an unforced mark becomes: two forces a second are nothing beside those of the log. */
  private static final long MAX_AGE_NS = 500_000_000L;

  private final VolumeFile file;
  private final LogRecordFormat format;
  private final ForcedPositions positions;
  private final boolean forces;
  private final LongSupplier nanoTime;
  private int forcedSlot = 1;
  private long sequence = SLOTS;
  private ForcedBefore noted;
  private boolean dirty;
  private long dirtySinceNs;

  /**
   * The content of a store's superblock.
   *
   * @param storeId number of the store; empty if no slot is sound
   * @param forced as a record of the log names it
   * @param exists whether there is such a file
   */
  record SuperblockReading(Optional<Long> storeId, ForcedBefore forced, boolean exists) {
    private static SuperblockReading none(boolean exists) {
      return new SuperblockReading(Optional.empty(), ForcedBefore.NOTHING, exists);
    }

    /** The fault if both slots are damaged, which no power cut does. */
    Optional<StoreFault> fault() {
      return exists && storeId.isEmpty()
          ? Optional.of(new StoreFault(FILE, 0, "neither of its two slots has its checksum"))
          : Optional.empty();
    }
  }

  private Superblock(
      VolumeFile file,
      LogRecordFormat format,
      ForcedPositions positions,
      boolean forces,
      LongSupplier nanoTime) {
    this.file = file;
    this.format = format;
    this.positions = positions;
    this.forces = forces;
    this.nanoTime = nanoTime;
    this.noted = positions.by(SegmentKind.LOG);
  }

  /** Reads what is there, and changes nothing. */
  static SuperblockReading read(Volume volume) throws IOException {
    if (!volume.list().contains(FILE)) {
      return SuperblockReading.none(false);
    }
    try (VolumeFile file = volume.open(FILE)) {
      Optional<SegmentHeader> header =
          SegmentScan.header(file).filter(each -> each.kind() == SegmentKind.SUPERBLOCK);
      if (header.isEmpty()) {
        return SuperblockReading.none(true);
      }
      return Stream.of(
              SegmentScan.recordHeader(file, header.get(), at(0)),
              SegmentScan.recordHeader(file, header.get(), at(1)))
          .flatMap(Optional::stream)
          .max(Comparator.comparingLong(LogRecordHeader::sequence))
          .map(
              newest ->
                  new SuperblockReading(Optional.of(header.get().storeId()), newest.forced(), true))
          .orElseGet(() -> SuperblockReading.none(true));
    }
  }

  private static long at(int slot) {
    return (slot + 1L) * PAGE;
  }

  /**
   * Writes a new one in the place of the old one, at each start; durable when this returns.
   *
   * @param forces whether later marks are forced
   * @param nanoTime tells how old an unforced mark is
   */
  static Superblock write(
      Volume volume, long store, ForcedPositions positions, boolean forces, LongSupplier nanoTime)
      throws IOException {
    SegmentHeader header = new SegmentHeader(SegmentKind.SUPERBLOCK, store, 1);
    LogRecordFormat format = new LogRecordFormat(header);
    ForcedBefore forced = positions.by(SegmentKind.LOG);
    byte[] whole = new byte[(int) at(SLOTS - 1) + LogRecordHeader.SIZE];
    ByteBuffer.wrap(whole).put(header.encoded());
    for (int slot = 0; slot < SLOTS; slot++) {
      int at = (int) at(slot);
      format.write(whole, at, at, LogRecordKind.SYNC_MARK, slot + 1L, forced, 0, Bytes.EMPTY);
    }
    DurableFile.write(volume, FILE, file -> file.append(ByteBuffer.wrap(whole)));
    return new Superblock(volume.open(FILE), format, positions, forces, nanoTime);
  }

  /** Writes how far all is forced if it is further than before, without a force. */
  void note() throws IOException {
    ForcedBefore forced = positions.by(SegmentKind.LOG);
    if (forced.equals(noted)) {
      return;
    }
    sequence++;
    long at = at(SLOTS - 1 - forcedSlot);
    byte[] slot = new byte[LogRecordHeader.SIZE];
    format.write(slot, 0, at, LogRecordKind.SYNC_MARK, sequence, forced, 0, Bytes.EMPTY);
    file.overwrite(at, ByteBuffer.wrap(slot));
    noted = forced;
    if (!dirty) {
      dirty = true;
      dirtySinceNs = nanoTime.getAsLong();
    }
  }

  /** How long the last mark may wait for its force; the largest number if none waits. */
  long nsUntilDue() {
    return dirty && forces
        ? Math.max(0, MAX_AGE_NS - (nanoTime.getAsLong() - dirtySinceNs))
        : Long.MAX_VALUE;
  }

  /** Forces the last mark, if that was not done. */
  void force() throws IOException {
    if (dirty && forces) {
      file.force();
      forcedSlot = SLOTS - 1 - forcedSlot;
    }
    dirty = false;
  }

  void close() throws IOException {
    file.close();
  }
}
