package org.medchain.node.files.holder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.medchain.data.Bytes;

/** Writing that is whole or not there. */
final class DurableFiles {
  private DurableFiles() {}

  /** By a temporary file in {@code temp}, which must be on the same disk: write, force, rename. */
  static void writeAtomically(Path temp, Path target, Bytes content) throws IOException {
    Path made = Files.createTempFile(temp, "part", "");
    try {
      try (FileChannel out = FileChannel.open(made, StandardOpenOption.WRITE)) {
        ByteBuffer from = ByteBuffer.wrap(content.toArray());
        while (from.hasRemaining()) {
          out.write(from);
        }
        out.force(true);
      }
      Files.move(made, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(made);
    }
  }

  /** Makes the names in a folder durable, where the system can. */
  static void syncDirectory(Path folder) throws IOException {
    try (FileChannel in = FileChannel.open(folder, StandardOpenOption.READ)) {
      in.force(true);
    }
  }
}
