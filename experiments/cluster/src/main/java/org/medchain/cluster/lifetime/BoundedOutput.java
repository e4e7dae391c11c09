package org.medchain.cluster.lifetime;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/**
 * Keeps the file of a process's output small (CLUSTER-2; decision 0285): log and JVM append to it
 * as long as the process lives. What there is goes to a file beside it, in the place of what was
 * there, and the process continues in the emptied one.
 */
public final class BoundedOutput {
  /** The system property with the file. */
  public static final String PROPERTY = "medchain.output";

  /** From which length on it is emptied, in bytes. */
  static final long LIMIT = 16 << 20;

  private static final long CHECK_S = 10;

  private BoundedOutput() {}

  /** Checks this process's file until it ends. */
  static void keepSmall() {
    Path file = Path.of(System.getProperty(PROPERTY));
    while (!Thread.currentThread().isInterrupted()) {
      try {
        TimeUnit.SECONDS.sleep(CHECK_S);
        trim(file);
      } catch (IOException e) {
        System.err.println("of the output before nothing is kept: " + e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Empties the file if it is too long; it is open for appending. */
  static void trim(Path file) throws IOException {
    if (Files.exists(file) && Files.size(file) > LIMIT) {
      try {
        Files.copy(
            file,
            file.resolveSibling(file.getFileName() + ".1"),
            StandardCopyOption.REPLACE_EXISTING,
            StandardCopyOption.COPY_ATTRIBUTES);
      } finally { // A full disk takes no copy, and needs the room.
        FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
            .close();
      }
    }
  }
}
