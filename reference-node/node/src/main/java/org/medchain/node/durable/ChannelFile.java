package org.medchain.node.durable;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A file of the platform. It is read through a channel of its own: the platform closes a channel
 * when a thread that reads from it is interrupted, and no reader shall end the writing. Once sealed
 * it is open only during reads.
 */
final class ChannelFile implements VolumeFile {
  private final Path path;
  private final FileChannel writing;
  private final AtomicLong end;
  private FileChannel reading;
  private volatile boolean sealed;
  private boolean closed;

  ChannelFile(Path path, FileChannel writing) throws IOException {
    this.path = path;
    this.writing = writing;
    this.end = new AtomicLong(writing.size());
    this.reading = FileChannel.open(path, StandardOpenOption.READ);
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
    int start = into.position();
    while (!sealed) {
      FileChannel channel = reader();
      try {
        return read(channel, at, into);
      } catch (ClosedByInterruptException e) {
        throw e; // this reader's own end; the next one gets a new channel
      } catch (ClosedChannelException e) {
        into.position(start); // another reader's end, or it was sealed: once more
      }
    }
    checkOpen();
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return read(channel, at, into);
    }
  }

  private static int read(FileChannel channel, long at, ByteBuffer into) throws IOException {
    int total = 0;
    while (into.hasRemaining()) {
      int read = channel.read(into, at + total);
      if (read < 0) {
        break;
      }
      total += read;
    }
    return total;
  }

  private synchronized FileChannel reader() throws IOException {
    checkOpen();
    if (!reading.isOpen() && !sealed) {
      reading = FileChannel.open(path, StandardOpenOption.READ);
    }
    return reading;
  }

  private synchronized void checkOpen() throws IOException {
    if (closed) {
      throw new IOException(path.getFileName() + " is closed");
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
  public synchronized void seal() throws IOException {
    sealed = true;
    reading.close();
    writing.close();
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    reading.close();
    writing.close();
  }
}
