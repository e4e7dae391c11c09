package org.medchain.trace;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A process with a separate folder for all that it writes. Neither outlives its task: not if the
 * waiting thread is interrupted, and not if this JVM is told to end.
 */
final class TlcProcess implements AutoCloseable {
  private static final String OUTPUT = "output.txt";

  private final Thread shutdownHook = new Thread(this::end);
  private Path folder;
  private Process process;
  private boolean finished;

  private TlcProcess() {}

  /**
   * Starts a process.
   *
   * @param parent where its folder will be
   * @param command the command line, by the folder
   */
  static TlcProcess start(Path parent, Function<Path, List<String>> command) throws IOException {
    TlcProcess tlc = new TlcProcess();
    // Before there is anything that could be left behind.
    Runtime.getRuntime().addShutdownHook(tlc.shutdownHook);
    try {
      tlc.startIn(parent, command);
      return tlc;
    } catch (IOException | RuntimeException e) {
      tlc.close();
      throw e;
    }
  }

  private synchronized void startIn(Path parent, Function<Path, List<String>> command)
      throws IOException {
    if (finished) {
      throw new IllegalStateException("the JVM ends");
    }
    folder = Files.createTempDirectory(parent, "medchain-trace");
    process =
        new ProcessBuilder(command.apply(folder))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            // A file: a reader of a process cannot be interrupted.
            .redirectOutput(folder.resolve(OUTPUT).toFile())
            .start();
  }

  /** Its exit code. */
  int waitFor() throws InterruptedException {
    return process.waitFor();
  }

  /** Its output so far. */
  List<String> output() throws IOException {
    byte[] bytes = Files.readAllBytes(folder.resolve(OUTPUT));
    return new String(bytes, StandardCharsets.UTF_8).lines().toList();
  }

  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(shutdownHook);
    } catch (IllegalStateException e) {
      // The JVM ends, and the hook will find nothing left to do.
    }
  }

  private synchronized void end() {
    finished = true;
    if (process != null) {
      process.destroyForcibly();
      // A process that still runs could write again into a folder that is being deleted.
      process.onExit().join();
    }
    if (folder != null && Files.exists(folder)) {
      delete();
    }
  }

  private void delete() {
    try (Stream<Path> paths = Files.walk(folder)) {
      // The deepest first.
      paths.sorted((a, b) -> b.compareTo(a)).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
