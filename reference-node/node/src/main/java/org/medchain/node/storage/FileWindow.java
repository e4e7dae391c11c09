package org.medchain.node.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.medchain.node.durable.VolumeFile;

/** Reads a file piece by piece through a buffer, which is never larger than the file. */
final class FileWindow {
  private final VolumeFile file;
  private final long fileSize;
  private final int step;
  private byte[] buffer = new byte[0];
  private long start;
  private int filled;

  /**
   * A window on the file as long as it is now.
   *
   * @param step how many bytes to read at once, if not more are wanted
   */
  FileWindow(VolumeFile file, int step) throws IOException {
    this.file = file;
    this.fileSize = file.size();
    this.step = step;
  }

  /** The length of the file when this was made. */
  long fileSize() {
    return fileSize;
  }

  /** The bytes that {@link #require} made available. */
  byte[] bytes() {
    return buffer;
  }

  /**
   * Makes {@code length} bytes from {@code at} on available.
   *
   * @return where they begin in {@link #bytes}; −1 if the file ends before
   */
  int require(long at, long length) throws IOException {
    if (at < 0 || length > fileSize - at) {
      return -1;
    }
    if (at < start || at + length > start + filled) {
      int size = (int) Math.min(fileSize - at, Math.max(step, length));
      if (buffer.length < size) {
        buffer = new byte[size];
      }
      start = at;
      filled = file.read(at, ByteBuffer.wrap(buffer, 0, size));
    }
    return filled - (at - start) < length ? -1 : (int) (at - start);
  }
}
