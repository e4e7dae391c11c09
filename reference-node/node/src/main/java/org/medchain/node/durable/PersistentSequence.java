package org.medchain.node.durable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.medchain.data.Bytes;

/**
 * Numbers of requests that are never used twice, over restarts, kills and power cuts as well
 * (CLUSTER-4): some are set aside on the disk at a time, and those of them that a process did not
 * use are left out.
 */
public final class PersistentSequence {
  /** Few are left out by a restart; a ledger accepts gaps in the numbers (CON-3). */
  private static final long RESERVED_BATCH = 16;

  private static final int MAX_SIZE = 32;

  private final Volume folder;
  private final String name;
  private long last;
  private long reserved;

  /**
   * Continues after all numbers that may have been used.
   *
   * @param name of the file with the last one
   * @throws IOException if the file cannot be read as a number; the message is one line
   */
  public PersistentSequence(Volume folder, String name) throws IOException {
    this.folder = folder;
    this.name = name;
    this.reserved = folder.list().contains(name) ? read() : 0;
    this.last = reserved;
  }

  private long read() throws IOException {
    ByteBuffer content = ByteBuffer.allocate(MAX_SIZE);
    try (VolumeFile file = folder.open(name)) {
      int size = file.read(0, content);
      String text = new String(content.array(), 0, size, StandardCharsets.US_ASCII).strip();
      if (!text.matches("\\d{1,18}")) {
        throw new IOException(
            folder + "/" + name + " holds no number: it should have the last number of a request");
      }
      return Long.parseLong(text);
    }
  }

  /** Leaves out all up to this one, which others have seen: the file may be an old copy. */
  public synchronized void continueAbove(long used) {
    last = Math.max(last, used);
    reserved = Math.max(reserved, used);
  }

  public synchronized long next() throws IOException {
    if (last >= reserved) {
      long upTo = last + RESERVED_BATCH;
      ByteBuffer text = ByteBuffer.wrap(Bytes.utf8(upTo + "\n").toArray());
      DurableFile.write(folder, name, file -> file.append(text));
      reserved = upTo;
    }
    return ++last;
  }

  /**
   * Leaves out this number of numbers: others were used that the disk, a copy, does not know of.
   */
  public synchronized void skip(long count) {
    last += count;
  }
}
