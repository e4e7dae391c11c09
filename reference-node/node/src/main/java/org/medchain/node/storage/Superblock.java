package org.medchain.node.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.zip.CRC32C;
import org.medchain.node.durable.DurableFile;
import org.medchain.node.durable.Volume;
import org.medchain.node.durable.VolumeFile;
import org.medchain.node.storage.CorruptStoreException.StoreFault;
import org.medchain.node.storage.ForcedPositions.ForcedMark;

/**
 * A small file that says how far log and blocks have been forced (STO-20), twice, in two slots a
 * page apart. A slot has magic number, version, its own number, a sequence number, the mark and a
 * CRC-32C; little-endian.
 *
 * <p>After each force the mark is written, which costs no force: a killed process leaves it to the
 * system. It is forced at times only. Writes that are not forced go to the slot that was not forced
 * last, so that a power cut tears one slot at most. Not safe for several threads.
 */
final class Superblock {
  /** Its name in the store's folder. */
  static final String FILE = "superblock";

  /** MSSB with the highest bit of each byte set: no text begins like it. */
  private static final int MAGIC = 0xC2D3D3CD;

  private static final int VERSION = 1;
  private static final int SLOTS = 2;
  private static final int SLOT_DISTANCE = 4096;
  private static final int SLOT = 4 + 4 + 4 + 8 + ForcedMark.SIZE + 4;

  /** How old an unforced mark becomes: two forces a second are nothing beside those of the log. */
  private static final long MAX_AGE_NS = 500_000_000L;

  private final VolumeFile file;
  private final boolean forces;
  private final LongSupplier nanoTime;
  private final byte[] slot = new byte[SLOT];
  private int forcedSlot = 1;
  private long sequence = SLOTS;
  private ForcedMark noted;
  private boolean dirty;
  private long dirtySinceNs;

  /**
   * What a store's superblock says.
   *
   * @param mark in the newest sound slot; empty if there is none
   * @param exists whether there is such a file
   */
  record SuperblockReading(Optional<ForcedMark> mark, boolean exists) {
    /** The fault if both slots are damaged, which no power cut does. */
    Optional<StoreFault> fault() {
      return exists && mark.isEmpty()
          ? Optional.of(new StoreFault(FILE, 0, "neither of its two slots has its checksum"))
          : Optional.empty();
    }
  }

  private Superblock(VolumeFile file, ForcedMark noted, boolean forces, LongSupplier nanoTime) {
    this.file = file;
    this.noted = noted;
    this.forces = forces;
    this.nanoTime = nanoTime;
  }

  /** Reads what is there, and changes nothing. */
  static SuperblockReading read(Volume volume) throws IOException {
    if (!volume.list().contains(FILE)) {
      return new SuperblockReading(Optional.empty(), false);
    }
    Optional<ForcedMark> newest = Optional.empty();
    long highest = 0;
    try (VolumeFile file = volume.open(FILE)) {
      for (int i = 0; i < SLOTS; i++) {
        byte[] bytes = new byte[SLOT];
        int read = file.read((long) i * SLOT_DISTANCE, ByteBuffer.wrap(bytes));
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long number = in.getLong(12);
        ForcedMark mark = new ForcedMark(in.getLong(20), in.getLong(28), in.getLong(36));
        byte[] sound = new byte[SLOT];
        encode(sound, i, number, mark);
        if (read == SLOT && Arrays.equals(sound, bytes) && number > highest) {
          highest = number;
          newest = Optional.of(mark);
        }
      }
    }
    return new SuperblockReading(newest, true);
  }

  private static void encode(byte[] target, int slot, long sequence, ForcedMark mark) {
    ByteBuffer out = ByteBuffer.wrap(target).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(MAGIC).putInt(VERSION).putInt(slot).putLong(sequence);
    out.putLong(mark.storeId()).putLong(mark.log()).putLong(mark.blocks());
    CRC32C checksum = new CRC32C();
    checksum.update(target, 0, SLOT - 4);
    out.putInt((int) checksum.getValue());
  }

  /**
   * Writes a new one in the place of the old one, at each start; durable when this returns.
   *
   * @param forces whether later marks are forced
   * @param nanoTime tells how old an unforced mark is
   */
  static Superblock write(Volume volume, ForcedMark mark, boolean forces, LongSupplier nanoTime)
      throws IOException {
    byte[] whole = new byte[(SLOTS - 1) * SLOT_DISTANCE + SLOT];
    byte[] one = new byte[SLOT];
    for (int i = 0; i < SLOTS; i++) {
      encode(one, i, i + 1L, mark);
      System.arraycopy(one, 0, whole, i * SLOT_DISTANCE, SLOT);
    }
    DurableFile.write(volume, FILE, file -> file.append(ByteBuffer.wrap(whole)));
    return new Superblock(volume.open(FILE), mark, forces, nanoTime);
  }

  /** Writes a mark if it is another one than before, without a force. */
  void note(ForcedMark mark) throws IOException {
    if (mark.equals(noted)) {
      return;
    }
    sequence++;
    int target = SLOTS - 1 - forcedSlot;
    encode(slot, target, sequence, mark);
    file.overwrite((long) target * SLOT_DISTANCE, ByteBuffer.wrap(slot));
    noted = mark;
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
