package org.medchain.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.medchain.cluster.local.ProcessSignals;
import org.medchain.experiments.Medchain;

/**
 * A command as a process that is told to end, or killed. All of its files, also temporary ones, are
 * in one folder, by whose name its children are known.
 */
final class CommandProcess implements AutoCloseable {
  private static final long START_S = 120;

  private final Path folder;
  private final Path said;
  private final Process process;

  /** A condition that processes fulfil some time. */
  interface AwaitedState {
    boolean holds() throws IOException;
  }

  private CommandProcess(Path folder, Path said, Process process) {
    this.folder = folder;
    this.said = said;
    this.process = process;
  }

  /** Starts one that leads a group of its own, where the machine has {@code setsid}. */
  static CommandProcess start(Path folder, List<String> words) throws IOException {
    return start(folder, Medchain.class.getName(), words);
  }

  /** The same with another main class. */
  static CommandProcess start(Path folder, String main, List<String> words) throws IOException {
    Path said = folder.resolve("said");
    List<String> command = new ArrayList<>();
    if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      command.add("/usr/bin/setsid");
    }
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData"));
    command.add("-Djava.io.tmpdir=" + Files.createDirectories(folder.resolve("tmp")));
    command.add("-Dmedchain.home=" + Files.createDirectories(folder.resolve("home")));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(main);
    command.addAll(words);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
    return new CommandProcess(folder, said, builder.start());
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  String said() throws IOException {
    return Files.readString(said, StandardCharsets.UTF_8);
  }

  /** What it, or a child of it, started and runs; known also where its parent is gone. */
  List<ProcessHandle> children() {
    return ProcessHandle.allProcesses()
        .filter(each -> each.pid() != process.pid())
        .filter(each -> each.info().commandLine().filter(this::isOurs).isPresent())
        .toList();
  }

  /** The same in words: number and command line of each, and what the command said last. */
  String left() throws IOException {
    List<String> lines = said().lines().toList();
    return children().stream()
            .map(
                each ->
                    each.pid()
                        + " "
                        + each.info().commandLine().map(CommandProcess::brief).orElse("?"))
            .collect(Collectors.joining(", ", "[", "]"))
        + "; it said: "
        + String.join(" / ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
  }

  /** Its options; class paths are long, and systems show only the beginning. */
  private static String brief(String line) {
    return line.replaceAll("(?s) -cp .*", "");
  }

  private boolean isOurs(String line) {
    return line.contains(folder + "/") && line.contains("java");
  }

  /** Sends a signal, e.g. {@code TERM}, to the command alone. */
  void signal(String name) throws IOException, InterruptedException {
    ProcessSignals.send(handle(), name);
  }

  /** The same to its group, as a terminal does. */
  void signalGroup(String name) throws IOException, InterruptedException {
    ProcessSignals.sendToGroup(handle(), name);
  }

  /** Waits until the command has started what is meant. */
  void await(String what, AwaitedState state) throws Exception {
    await(what, START_S, state);
  }

  /** Waits for a number of seconds. */
  void await(String what, long limitS, AwaitedState state) throws Exception {
    long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(limitS);
    while (!state.holds()) {
      if (System.nanoTime() > endNs) {
        throw new TimeoutException("not in time: " + what + "; it said: " + said());
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  /** Waits for its own end. */
  int awaitEnd(long limitS) throws Exception {
    await("the command ends", limitS, () -> !process.isAlive());
    return process.exitValue();
  }

  /** A failed test leaves no processes. */
  @Override
  public void close() {
    process.destroyForcibly();
    children().forEach(ProcessHandle::destroyForcibly);
  }
}
