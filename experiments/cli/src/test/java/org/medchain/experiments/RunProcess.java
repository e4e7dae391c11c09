package org.medchain.experiments;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.medchain.checkout.Repository;
import org.medchain.experiments.results.RunFolder;

/** The real {@code medchain run} in a process of its own, which a test may end early. */
final class RunProcess implements AutoCloseable {
  private static final long LIMIT_MIN = 10;

  private final Path folder;
  private final Process process;

  private RunProcess(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
  }

  /**
   * Starts it; its words and the folder of its run are in a folder.
   *
   * @param options of its JVM
   * @param words after those that name the config and where the run's folder is made
   */
  static RunProcess start(Path config, Path folder, List<String> options, List<String> words)
      throws IOException {
    Files.createDirectories(folder);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // It lives for seconds.
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
    command.addAll(options);
    command.add("-Dmedchain.home=" + Repository.ROOT);
    // On the class path of all modules there are two loggers.
    command.add("-Dslf4j.provider=org.slf4j.nop.NOPServiceProvider");
    command.add("-Dslf4j.internal.verbosity=WARN");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Medchain.class.getName()));
    command.addAll(List.of("run", config.toString(), "--out", runs(folder).toString()));
    command.addAll(words);
    return new RunProcess(
        folder,
        new ProcessBuilder(command)
            .redirectError(folder.resolve("err.txt").toFile())
            .redirectOutput(folder.resolve("out.txt").toFile())
            .start());
  }

  private static Path runs(Path folder) {
    return folder.resolve("runs");
  }

  /** Waits until the table of the only run has that number of rows. */
  RunFolder awaitRows(int rows) throws IOException, InterruptedException {
    boolean last = false;
    while (!last) {
      // What it wrote at its end counts.
      last = !process.isAlive();
      if (isRunThere() && rowsOnDisk(run()) >= rows) {
        return run();
      }
      Thread.sleep(20);
    }
    throw new AssertionError("ended with fewer than " + rows + " rows: " + err());
  }

  private boolean isRunThere() {
    File[] runs = runs(folder).toFile().listFiles();
    return runs != null && runs.length == 1;
  }

  /** The folder of the only run. */
  RunFolder run() throws IOException {
    try (Stream<Path> runs = Files.list(runs(folder))) {
      return new RunFolder(runs.findFirst().orElseThrow());
    }
  }

  private static long rowsOnDisk(RunFolder run) throws IOException {
    if (Files.notExists(run.trials())) {
      return 0;
    }
    try (Stream<String> lines = Files.lines(run.trials())) {
      return lines.count() - 1;
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** SIGKILL; returns when it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Its exit code, which it is waited for; the limit only bounds a hang. */
  int awaitEnd() throws InterruptedException {
    if (!process.waitFor(LIMIT_MIN, TimeUnit.MINUTES)) {
      throw new AssertionError("does not end");
    }
    return process.exitValue();
  }

  String out() throws IOException {
    return Files.readString(folder.resolve("out.txt"));
  }

  String err() throws IOException {
    return Files.readString(folder.resolve("err.txt"));
  }

  /** A failed test leaves no process. */
  @Override
  public void close() {
    process.destroyForcibly();
  }
}
