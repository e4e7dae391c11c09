package org.medchain.node.storage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.zip.CRC32C;
import org.medchain.consensus.SnapshotPart;

/**
 * The first 36 bytes of a snapshot file (STO-10): magic number, version, the store's number,
 * height, length, CRC-32C of these; little-endian. The parts follow in the length in which they are
 * sent, each with a checksum behind it.
 *
 * @param storeId drawn when the store was made
 * @param height of the state
 * @param length of the encoded snapshot in bytes
 */
record SnapshotHeader(long storeId, long height, long length) {
  /** Encoded length in bytes. */
  static final int SIZE = 36;

  /** Bytes of a checksum behind a part. */
  static final int CHECKSUM = 4;

  /** MSNP with the highest bit of each byte set. */
  private static final int MAGIC = 0xD0CED3CD;

  private static final int VERSION = 1;

  static String fileName(long height) {
    return String.format(Locale.ROOT, "snapshot-%019d.snap", height);
  }

  /** The height in the file's name; empty if it is no snapshot. */
  static OptionalLong heightOf(String fileName) {
    return SegmentHeader.numberIn(fileName, SnapshotHeader::fileName);
  }

  byte[] encoded() {
    ByteBuffer out = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(MAGIC).putInt(VERSION).putLong(storeId).putLong(height).putLong(length);
    CRC32C checksum = new CRC32C();
    checksum.update(out.array(), 0, SIZE - 4);
    return out.putInt((int) checksum.getValue()).array();
  }

  /** Reads {@link #SIZE} bytes; empty if they are no header. */
  static Optional<SnapshotHeader> decode(byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    SnapshotHeader header = new SnapshotHeader(in.getLong(8), in.getLong(16), in.getLong(24));
    boolean isCounted =
        header.length > 0 && SnapshotPart.countFor(header.length) <= Integer.MAX_VALUE;
    return isCounted && Arrays.equals(header.encoded(), bytes)
        ? Optional.of(header)
        : Optional.empty();
  }

  /** How many parts there are. */
  int partCount() {
    return Math.toIntExact(SnapshotPart.countFor(length));
  }

  /** Byte at which a part begins. */
  long position(int part) {
    return SIZE + (long) part * (SnapshotPart.BYTES + CHECKSUM);
  }

  /** Bytes of a part without its checksum. */
  int partLength(int part) {
    return (int) Math.min(SnapshotPart.BYTES, length - (long) part * SnapshotPart.BYTES);
  }

  /** Bytes of the whole file. */
  long fileSize() {
    return SIZE + length + (long) partCount() * CHECKSUM;
  }

  /** The trailer of a part: CRC-32C of this header, the part's number and its content. */
  int checksum(int part, byte[] content, int at) {
    byte[] number = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(part).array();
    CRC32C checksum = new CRC32C();
    // Without its checksum: a CRC over something and its own CRC is a constant.
    checksum.update(encoded(), 0, SIZE - 4);
    checksum.update(number);
    checksum.update(content, at, partLength(part));
    return (int) checksum.getValue();
  }
}
