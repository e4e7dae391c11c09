package org.medchain.chaos.mutants;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.medchain.launcher.ShutdownHook;

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
      delete();
    } catch (IOException e) {
      System.err.println(path + " stays: " + e);
    }
  }

  private void delete() throws IOException {
    if (Files.notExists(path)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> files = Files.walk(path)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.deleteIfExists(each);
    }
  }

  @Override
  public void close() throws IOException {
    delete();
    hook.close();
  }
}
