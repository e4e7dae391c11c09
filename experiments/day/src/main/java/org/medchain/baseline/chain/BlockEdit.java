package org.medchain.baseline.chain;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.medchain.data.Bytes;

/**
 * An operator's edit of a stopped node's store, log and blocks, after which every checksum fits
 * again: the layout of segments is public (STO-2).
 */
final class BlockEdit {
  private static final int SEGMENT = 32;
  private static final int HEADER = 45;
  private static final int CHECKSUM = 4;

  private BlockEdit() {}

  /**
   * Replaces bytes by others of the same length in each record that has them.
   *
   * @return how many records are others now
   */
  static int replace(Path store, Map<Bytes, Bytes> replacements) throws IOException {
    int edited = 0;
    List<Path> segments;
    try (Stream<Path> files = Files.list(store)) {
      segments =
          files.filter(each -> each.getFileName().toString().matches("(log|blocks)-.*")).toList();
    }
    for (Path each : segments) {
      byte[] all = Files.readAllBytes(each);
      int before = edited;
      ByteBuffer view = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
      for (int at = SEGMENT; at + HEADER <= all.length; ) {
        int length = view.getInt(at + CHECKSUM);
        if (length < 0 || at + HEADER + length > all.length) {
          break; // the rest is room for later records
        }
        if (replaceIn(all, at + HEADER, length, replacements)) {
          view.putInt(at + 2 * CHECKSUM, checksum(all, at + HEADER, length));
          view.putInt(at, checksum(all, at));
          edited++;
        }
        at += HEADER + length;
      }
      if (edited > before) {
        Files.write(each, all);
      }
    }
    return edited;
  }

  private static boolean replaceIn(
      byte[] all, int from, int length, Map<Bytes, Bytes> replacements) {
    boolean found = false;
    for (Map.Entry<Bytes, Bytes> each : replacements.entrySet()) {
      byte[] wanted = each.getKey().toArray();
      for (int at = from; at + wanted.length <= from + length; at++) {
        if (Arrays.equals(all, at, at + wanted.length, wanted, 0, wanted.length)) {
          System.arraycopy(each.getValue().toArray(), 0, all, at, wanted.length);
          found = true;
        }
      }
    }
    return found;
  }

  private static int checksum(byte[] all, int from, int length) {
    CRC32C checksum = new CRC32C();
    checksum.update(all, from, length);
    return (int) checksum.getValue();
  }

  /** Of a record's header: over the segment's, the place, and the rest of the header. */
  private static int checksum(byte[] all, int at) {
    CRC32C checksum = new CRC32C();
    checksum.update(all, 0, SEGMENT - CHECKSUM);
    checksum.update(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, at));
    checksum.update(all, at + CHECKSUM, HEADER - CHECKSUM);
    return (int) checksum.getValue();
  }
}
