package org.medchain.faults.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.medchain.launcher.ShutdownHook;
import org.medchain.launcher.WholeFolder;

/** A folder for patched sources and classes that is gone when the search ends, however it does. */
public final class WorkFolder implements AutoCloseable {
  private final Path path;
  private final ShutdownHook hook = new ShutdownHook("remover", this::interrupted);

  private WorkFolder(Path path) {
    this.path = path;
  }

  /** In {@code target/} of a checkout. */
  public static WorkFolder in(Path home) throws IOException {
    Path target = Files.createDirectories(home.resolve("target"));
    return new WorkFolder(Files.createTempDirectory(target, "mutants"));
  }

  /** The folder; empty at first. */
  public Path path() {
    return path;
  }

  private void interrupted() {
    // Searches whose result is no longer needed; on a terminal they are interrupted, too.
    ProcessHandle.current().children().forEach(ProcessHandle::destroy);
    try {
      WholeFolder.delete(path);
    } catch (IOException e) {
      System.err.println(path + " stays: " + e);
    }
  }

  @Override
  public void close() throws IOException {
    WholeFolder.delete(path);
    hook.close();
  }
}
