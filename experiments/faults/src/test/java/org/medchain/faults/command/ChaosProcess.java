package org.medchain.faults.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.medchain.cluster.lifetime.OwnSession;
import org.medchain.cluster.lifetime.ProcessTag;
import org.medchain.cluster.local.RunningProcess;
import org.medchain.experiments.Medchain;

/** The command {@code faults} as a process that is told to end; its results are in a folder. */
final class ChaosProcess implements AutoCloseable {
  /** Until it is at work, on a busy machine. */
  static final long START_S = 120;

  /** Until nothing is left of it. */
  static final long END_S = 30;

  private final Path folder;
  private final Process process;

  /** What processes fulfil some time. */
  interface Condition {
    boolean holds() throws IOException;
  }

  private ChaosProcess(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
  }

  /** Starts one that leads a group of its own, where the machine has {@code setsid}. */
  static ChaosProcess start(Path folder, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(OwnSession.wrapper());
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")),
            "-cp",
            System.getProperty("java.class.path"),
            Medchain.class.getName(),
            "faults"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("--out", folder.resolve("out").toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("said").toFile())
            .start();
    return new ChaosProcess(folder, process);
  }

  Process process() {
    return process;
  }

  String said() {
    try {
      return Files.readString(folder.resolve("said"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  /** Processes of the run's nodes: their configs are in the run's folder. */
  List<ProcessHandle> children() {
    Path out = folder.resolve("out").toAbsolutePath();
    return ProcessTag.all()
        .filter(each -> each.tag().folder().startsWith(out))
        .map(ProcessTag.TaggedProcess::process)
        .toList();
  }

  void await(long limitS, String what, Condition condition) throws Exception {
    long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(limitS);
    while (!condition.holds()) {
      assertThat(System.nanoTime())
          .as(() -> what + "; running: " + brief() + "; it said: " + said())
          .isLessThan(endNs);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /** Numbers of the children, and whose they are. */
  String brief() {
    return children().stream()
        .map(each -> each.pid() + " " + each.info().commandLine().map(ChaosProcess::end).orElse(""))
        .toList()
        .toString();
  }

  private static String end(String line) {
    return line.substring(Math.max(0, line.length() - 120));
  }

  /** Names in the results' folder, two levels deep. */
  List<String> results() throws IOException {
    if (!Files.exists(folder.resolve("out"))) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder.resolve("out"), 2)) {
      return all.map(each -> each.getFileName().toString()).sorted().toList();
    }
  }

  /** How many nodes take connections: these do not end only because their files are gone. */
  long atWork() {
    Path nodes = folder.resolve("out/bank-cluster-1/cluster/nodes");
    if (!Files.isDirectory(nodes)) {
      return 0;
    }
    long count = 0;
    for (int node = 0; node < 4; node++) {
      count += Files.exists(nodes.resolve("n" + node).resolve(RunningProcess.NAME)) ? 1 : 0;
    }
    return count;
  }

  /** Nothing stays. */
  @Override
  public void close() {
    process.destroyForcibly();
    children().forEach(ProcessHandle::destroyForcibly);
  }
}
