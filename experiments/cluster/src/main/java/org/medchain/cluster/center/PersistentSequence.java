package org.medchain.cluster.center;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Numbers of requests that are never used twice, over restarts and kills as well (CLUSTER-4): some
 * are set aside on the disk at a time, and those of them that a process did not use are left out.
 */
public final class PersistentSequence {
  /** Few are left out by a restart; a ledger accepts gaps in the numbers (CON-3). */
  private static final long RESERVED_BATCH = 16;

  private final Path file;
  private long last;
  private long reserved;

  /**
   * Continues after all numbers that may have been used.
   *
   * @throws IOException if the file cannot be read as a number; the message is one line
   */
  public PersistentSequence(Path file) throws IOException {
    this.file = file;
    this.reserved = Files.exists(file) ? read(file) : 0;
    this.last = reserved;
  }

  private static long read(Path file) throws IOException {
    String text = Files.readString(file).strip();
    if (!text.matches("\\d{1,18}")) {
      throw new IOException(file + " holds no number: it should have the last number of a request");
    }
    return Long.parseLong(text);
  }

  /** The next one. */
  public synchronized long next() throws IOException {
    if (last == reserved) {
      write(reserved + RESERVED_BATCH);
      reserved += RESERVED_BATCH;
    }
    return ++last;
  }

  private void write(long number) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    try (FileChannel channel =
        FileChannel.open(
            part,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer bytes = ByteBuffer.wrap((number + "\n").getBytes(StandardCharsets.US_ASCII));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
