package org.medchain.release;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes POSIX's ustar format, with one time for all files and nobody as their owner: the same
 * files give the same bytes.
 *
 * @param out is closed with it
 * @param seconds since 1970, the time of all files
 */
record TarArchive(OutputStream out, long seconds) implements Closeable {
  private static final int BLOCK = 512;
  private static final int NAME_BYTES = 100;
  private static final int PREFIX_BYTES = 155;
  private static final int PLAIN = 0b110_100_100;
  private static final int EXECUTABLE = 0b111_101_101;
  private static final int CHECKSUM_AT = 148;
  private static final int CHECKSUM_BYTES = 8;

  /**
   * One more file.
   *
   * @throws IOException if its name is too long for the format, or cannot be written
   */
  void add(String path, byte[] content, boolean executable) throws IOException {
    byte[] header = new byte[BLOCK];
    name(header, path);
    octal(header, 100, 8, executable ? EXECUTABLE : PLAIN);
    octal(header, 108, 8, 0);
    octal(header, 116, 8, 0);
    octal(header, 124, 12, content.length);
    octal(header, 136, 12, seconds);
    header[156] = '0';
    bytes(header, 257, "ustar\0".getBytes(StandardCharsets.US_ASCII));
    bytes(header, 263, "00".getBytes(StandardCharsets.US_ASCII));
    octal(header, 329, 8, 0);
    octal(header, 337, 8, 0);
    checksum(header);
    out.write(header);
    out.write(content);
    out.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
  }

  /** A long name is divided at a slash. */
  private static void name(byte[] header, String path) throws IOException {
    byte[] name = path.getBytes(StandardCharsets.UTF_8);
    if (name.length <= NAME_BYTES) {
      bytes(header, 0, name);
      return;
    }
    for (int i = name.length - NAME_BYTES - 1; i <= PREFIX_BYTES && i < name.length - 1; i++) {
      if (name[i] == '/') {
        bytes(header, 0, Arrays.copyOfRange(name, i + 1, name.length));
        bytes(header, 345, Arrays.copyOf(name, i));
        return;
      }
    }
    throw new IOException(path + " is too long a name for an archive");
  }

  private static void bytes(byte[] header, int at, byte[] text) {
    System.arraycopy(text, 0, header, at, text.length);
  }

  /** Octal digits with a zero byte behind them. */
  private static void octal(byte[] header, int at, int length, long value) {
    String digits = Long.toOctalString(value);
    String field = "0".repeat(length - 1 - digits.length()) + digits;
    bytes(header, at, field.getBytes(StandardCharsets.US_ASCII));
  }

  /** The sum of all bytes, in which those of the sum itself are spaces. */
  private static void checksum(byte[] header) {
    Arrays.fill(header, CHECKSUM_AT, CHECKSUM_AT + CHECKSUM_BYTES, (byte) ' ');
    int sum = 0;
    for (byte each : header) {
      sum += each & 0xFF;
    }
    octal(header, CHECKSUM_AT, CHECKSUM_BYTES - 1, sum);
    header[CHECKSUM_AT + CHECKSUM_BYTES - 2] = 0;
  }

  @Override
  public void close() throws IOException {
    try (out) {
      out.write(new byte[2 * BLOCK]);
    }
  }
}
