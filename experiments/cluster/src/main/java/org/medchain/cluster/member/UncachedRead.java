package org.medchain.cluster.member;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.OptionalLong;
import java.util.Set;
import java.util.zip.CRC32C;

/** Reads of what the disk has, past the system's cache. */
final class UncachedRead {
  /** Of the JDK, outside of its specification. */
  private static final String OPTION = "com.sun.nio.file.ExtendedOpenOption";

  private static final int CHUNK = 1 << 20;

  private UncachedRead() {}

  /** CRC-32C of a file as the disk returns it; empty where platform or file system cannot. */
  static OptionalLong checksum(Path file) throws IOException {
    int block = Math.toIntExact(Files.getFileStore(file).getBlockSize());
    ByteBuffer buffer = ByteBuffer.allocateDirect(CHUNK + block).alignedSlice(block);
    CRC32C checksum = new CRC32C();
    try (FileChannel in = open(file)) {
      while (in.position() < in.size() && in.read(buffer) > 0) {
        checksum.update(buffer.flip());
        buffer.clear();
      }
    } catch (ClassNotFoundException | FileSystemException | UnsupportedOperationException e) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(checksum.getValue());
  }

  private static FileChannel open(Path file) throws IOException, ClassNotFoundException {
    for (Object each : Class.forName(OPTION).getEnumConstants()) {
      if (each instanceof OpenOption option && each.toString().equals("DIRECT")) {
        return FileChannel.open(file, Set.of(StandardOpenOption.READ, option));
      }
    }
    throw new ClassNotFoundException(OPTION);
  }
}
