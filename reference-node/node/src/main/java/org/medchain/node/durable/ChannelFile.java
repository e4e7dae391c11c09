package org.medchain.node.durable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A file of the platform. Each read opens a separate channel: the platform closes one when its
 * thread is interrupted, and no reader shall end the writing.
 */
final class ChannelFile implements VolumeFile {
  private final Path path;
  private final FileChannel writing;
  private final AtomicLong end;
  private volatile boolean sealed;
  private volatile boolean closed;

  ChannelFile(Path path, FileChannel writing) throws IOException {
    this.path = path;
    this.writing = writing;
    this.end = new AtomicLong(writing.size());
  }

  @Override
  public long size() {
    return end.get();
  }

  @Override
  public void append(ByteBuffer content) throws IOException {
    while (content.hasRemaining()) {
      end.addAndGet(writing.write(content, end.get()));
    }
  }

  @Override
  public void overwrite(long at, ByteBuffer content) throws IOException {
    long to = at;
    while (content.hasRemaining()) {
      to += writing.write(content, to);
    }
  }

  @Override
  public int read(long at, ByteBuffer into) throws IOException {
    if (closed) {
      throw new IOException(path.getFileName() + " is closed");
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      int total = 0;
      for (int read = 0; into.hasRemaining() && read >= 0; total += Math.max(0, read)) {
        read = channel.read(into, at + total);
      }
      return total;
    }
  }

  @Override
  public void truncate(long size) throws IOException {
    writing.truncate(size);
    end.accumulateAndGet(size, Math::min);
  }

  @Override
  public void force() throws IOException {
    try {
      // Without the times of the file; the length is written all the same, since reading needs it.
      writing.force(false);
    } catch (ClosedChannelException e) {
      if (!sealed) { // and so forced
        throw e;
      }
    }
  }

  @Override
  public void seal() throws IOException {
    sealed = true;
    writing.close();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    writing.close();
  }
}
