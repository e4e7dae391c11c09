package org.medchain.node.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * The first 32 bytes of a segment (STO-2): magic number, version, kind, the store's number, the
 * first record's number, CRC-32C of these; little-endian. Every record's checksum covers them too,
 * so that a record from elsewhere is noticed.
 *
 * @param kind of the records
 * @param storeId drawn when the store was made
 * @param first sequence number of the first record, from 1
 */
record SegmentHeader(SegmentKind kind, long storeId, long first) {
  /** Encoded length in bytes. */
  static final int SIZE = 32;

  /** MS51 with the highest bit of each byte set: no text begins like it. */
  private static final int MAGIC = 0xB1B5D3CD;

  /** The kind of a segment's records. Codes are part of the format. */
  enum SegmentKind {
    /** Since version 4 snapshots and superblock beside it are segments too. */
    LOG(1, 4, "log"),
    /** Since version 2 a record says how far the other sequence was forced (decision 0140). */
    BLOCKS(2, 2, "blocks"),
    /** For a {@link RecordLog}, whose one file has another name. */
    RECORDS(3, 2, "records"),
    /** Of one snapshot; the first record's number is its height. */
    SNAPSHOT(4, 2, "snapshot"),
    /** For the {@link Superblock}, whose one file has another name. */
    SUPERBLOCK(5, 2, "superblock");

    private final int code;
    private final int version;
    private final String prefix;

    SegmentKind(int code, int version, String prefix) {
      this.code = code;
      this.version = version;
      this.prefix = prefix;
    }

    /** The name of the segment that begins with record {@code first}. */
    String fileName(long first) {
      return String.format(Locale.ROOT, "%s-%019d.seg", prefix, first);
    }

    /** The first record according to the file's name; empty if it is not a segment of this kind. */
    OptionalLong firstFromFileName(String fileName) {
      try {
        long first = Long.parseLong(fileName.replaceAll("[^0-9]", ""));
        return fileName(first).equals(fileName) ? OptionalLong.of(first) : OptionalLong.empty();
      } catch (NumberFormatException e) {
        return OptionalLong.empty();
      }
    }
  }

  String fileName() {
    return kind.fileName(first);
  }

  byte[] encoded() {
    return encoded(kind.version);
  }

  private byte[] encoded(int version) {
    ByteBuffer out = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(MAGIC).putInt(version).putInt(kind.code).putLong(storeId).putLong(first);
    CRC32C checksum = new CRC32C();
    checksum.update(out.array(), 0, SIZE - 4);
    return out.putInt((int) checksum.getValue()).array();
  }

  /**
   * Reads {@link #SIZE} bytes; empty if they are not a header.
   *
   * @throws IOException if they are one of another version, which is not damage
   */
  static Optional<SegmentHeader> decode(byte[] bytes) throws IOException {
    if (bytes.length != SIZE) {
      return Optional.empty();
    }
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int version = in.getInt(4);
    Optional<SegmentHeader> read =
        Stream.of(SegmentKind.values())
            .map(kind -> new SegmentHeader(kind, in.getLong(12), in.getLong(20)))
            .filter(header -> Arrays.equals(header.encoded(version), bytes))
            .findAny();
    if (read.isPresent() && version != read.get().kind.version) {
      throw new IOException(
          read.get().fileName()
              + (" has format " + version + ", and only format " + read.get().kind.version)
              + " is read: start the version that wrote it");
    }
    return read;
  }
}
