package org.medchain.node.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.medchain.data.Bytes;
import org.medchain.node.durable.VolumeFile;
import org.medchain.node.storage.LogRecordHeader.ForcedBefore;
import org.medchain.node.storage.LogRecordHeader.LogRecordKind;

/** Appends records to one segment file through a buffer (STO-2). Not safe for several threads. */
final class SegmentWriter {
  private static final int BUFFER = 1 << 20;

  final SegmentHeader header;
  final VolumeFile file;
  private final LogRecordFormat format;
  private byte[] buffer = new byte[0];
  private int filled;
  private long end;

  /** Continues a file at its end. */
  SegmentWriter(SegmentHeader header, VolumeFile file, long end) {
    this.header = header;
    this.file = file;
    this.format = new LogRecordFormat(header);
    this.end = end;
  }

  /** Begins an empty file. */
  static SegmentWriter begin(SegmentHeader header, VolumeFile file) throws IOException {
    file.append(ByteBuffer.wrap(header.encoded()));
    return new SegmentWriter(header, file, SegmentHeader.SIZE);
  }

  /** Bytes of the segment, those in the buffer included. */
  long end() {
    return end;
  }

  /** Whether the buffer is full, so that the next record writes it to the file. */
  boolean isFullFor(long content) {
    return filled > 0 && filled + LogRecordHeader.SIZE + content > BUFFER;
  }

  /** Appends a record, which reaches the file with the next {@link #flush} at the latest. */
  void append(LogRecordKind kind, long sequence, ForcedBefore forced, long tag, Bytes content)
      throws IOException {
    int total = Math.addExact(LogRecordHeader.SIZE, content.size());
    if (isFullFor(content.size())) {
      flush();
    }
    if (buffer.length - filled < total) {
      buffer = Arrays.copyOf(buffer, Math.max(Math.min(BUFFER, 2 * buffer.length), filled + total));
    }
    format.write(buffer, filled, end, kind, sequence, forced, tag, content);
    filled += total;
    end += total;
  }

  /** Nothing is appended any more. */
  void seal() throws IOException {
    file.seal();
    buffer = new byte[0];
  }

  /** Writes appended records to the file. */
  void flush() throws IOException {
    if (filled > 0) {
      file.append(ByteBuffer.wrap(buffer, 0, filled));
      filled = 0;
    }
    if (buffer.length > 4 * BUFFER) {
      buffer = new byte[BUFFER]; // one entry was very large
    }
  }
}
