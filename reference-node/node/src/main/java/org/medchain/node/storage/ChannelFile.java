package org.medchain.node.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A file of the platform. It is read through a channel of its own: the platform closes a channel
 * when a thread that reads from it is interrupted, and no reader shall end the writing.
 */
final class ChannelFile implements VolumeFile {
  private final Path path;
  private final FileChannel writing;
  private long end;
  private FileChannel reading;
  private boolean closed;

  ChannelFile(Path path, FileChannel writing) throws IOException {
    this.path = path;
    this.writing = writing;
    this.end = writing.size();
    this.reading = FileChannel.open(path, StandardOpenOption.READ);
  }

  @Override
  public long size() throws IOException {
    return writing.size();
  }

  @Override
  public void append(ByteBuffer content) throws IOException {
    while (content.hasRemaining()) {
      end += writing.write(content, end);
    }
  }

  @Override
  public int read(long at, ByteBuffer into) throws IOException {
    int start = into.position();
    while (true) {
      FileChannel channel = reader();
      try {
        return read(channel, at, into);
      } catch (ClosedByInterruptException e) {
        throw e; // this reader's own end; the next one gets a new channel
      } catch (ClosedChannelException e) {
        into.position(start); // another reader's end: once more
      }
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
    if (closed) {
      throw new IOException(path.getFileName() + " is closed");
    }
    if (!reading.isOpen()) {
      reading = FileChannel.open(path, StandardOpenOption.READ);
    }
    return reading;
  }

  @Override
  public void truncate(long size) throws IOException {
    writing.truncate(size);
    end = Math.min(end, size);
  }

  @Override
  public void force() throws IOException {
    // Without the times of the file; the length is written all the same, since reading needs it.
    writing.force(false);
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    reading.close();
    writing.close();
  }
}
