package org.medchain.node.storage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.MalformedInput;
import org.medchain.node.storage.LogRecordHeader.ForcedBefore;
import org.medchain.node.storage.LogRecordHeader.LogRecordKind;

/**
 * How a record lies in one segment (STO-2): header, then content. The header begins with the
 * CRC-32C of the segment's header (without its own checksum), of the record's position in the file
 * and of the rest of the record's header, which has the content's checksum. So headers can be
 * trusted without reading the contents, and a record at another place than its own is invalid.
 */
final class LogRecordFormat {
  private final byte[] segment;
  private final byte[] position = new byte[8];
  private final ByteBuffer positionView = ByteBuffer.wrap(position).order(ByteOrder.LITTLE_ENDIAN);
  private final CRC32C checksum = new CRC32C();

  LogRecordFormat(SegmentHeader segment) {
    // Without its checksum: a CRC over something and its own CRC is a constant.
    this.segment = Arrays.copyOf(segment.encoded(), SegmentHeader.SIZE - 4);
  }

  /**
   * Writes a record into {@code target}, which has room for it.
   *
   * @param at where in {@code target}
   * @param filePosition where in the segment
   */
  void write(
      byte[] target,
      int at,
      long filePosition,
      LogRecordKind kind,
      long sequence,
      ForcedBefore forced,
      long tag,
      Bytes content) {
    int length = content.size();
    int from = at + LogRecordHeader.SIZE;
    content.copyTo(0, target, from, length);
    int contentChecksum = checksumOf(target, from, length);
    new LogRecordHeader(length, contentChecksum, kind, sequence, forced, tag)
        .encoded()
        .copyTo(0, target, at + 4, LogRecordHeader.SIZE - 4);
    ByteBuffer.wrap(target)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(at, headerChecksum(target, at, filePosition));
  }

  /** The header at {@code at}, if there is one; at least its size must be left. */
  Optional<LogRecordHeader> read(byte[] source, int at, long filePosition) {
    int found = ByteBuffer.wrap(source).order(ByteOrder.LITTLE_ENDIAN).getInt(at);
    if (found != headerChecksum(source, at, filePosition)) {
      return Optional.empty();
    }
    Bytes header = Bytes.of(Arrays.copyOfRange(source, at + 4, at + LogRecordHeader.SIZE));
    try {
      return Optional.of(Codec.of(LogRecordHeader.class).decoded(header))
          .filter(read -> read.length() >= 0);
    } catch (MalformedInput e) {
      return Optional.empty();
    }
  }

  /** CRC-32C of a content. */
  int checksumOf(byte[] source, int at, int length) {
    checksum.reset();
    checksum.update(source, at, length);
    return (int) checksum.getValue();
  }

  private int headerChecksum(byte[] source, int at, long filePosition) {
    positionView.putLong(0, filePosition);
    checksum.reset();
    checksum.update(segment);
    checksum.update(position);
    checksum.update(source, at + 4, LogRecordHeader.SIZE - 4);
    return (int) checksum.getValue();
  }
}
