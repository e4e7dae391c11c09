package org.medchain.cluster.experiment;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.medchain.cluster.lifetime.Lifeline;
import org.medchain.cluster.lifetime.ProcessTag;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.FolderOperations;
import org.medchain.cluster.local.NodeProcess;
import org.medchain.cluster.local.RunningProcess;
import org.medchain.launcher.NodeJvm;

/** One node's process, by its lives: started, killed, started again. */
final class TrialNodeProcess {
  private static final Duration STOP = Duration.ofSeconds(30);

  /** Of memory, enough that no trial waits for a whole heap's collection (decision 0185). */
  private static final List<String> OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xms1g",
          "-Xmx1g",
          "-Xmn320m",
          "-Djava.awt.headless=true",
          "-XX:-UsePerfData",
          "-Dslf4j.provider=ch.qos.logback.classic.spi.LogbackServiceProvider");

  private final ClusterFolder folder;
  private final int number;
  private Optional<Process> process = Optional.empty();
  private long cpuNsBeforeRestart;

  TrialNodeProcess(ClusterFolder folder, int number) {
    this.folder = folder;
    this.number = number;
  }

  int number() {
    return number;
  }

  /** Starts a life. */
  void start() throws IOException {
    RunningProcess.delete(folder.node(number));
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(ProcessTag.fresh(folder.node(number)).option());
    command.add("--enable-native-access=ALL-UNNAMED");
    if (Runtime.version().feature() >= 23) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(NodeJvm.options());
    command.addAll(OPTIONS);
    command.add("-Djava.io.tmpdir=" + FolderOperations.temporaryFolder(folder.node(number)));
    command.addAll(Files.readAllLines(folder.jvmFile()));
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(NodeProcess.class.getName());
    command.add(folder.nodeFile(number).toString());
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(outputFile().toFile()));
    process = Optional.of(Lifeline.start(builder));
  }

  private Path outputFile() {
    return folder.node(number).resolve("process.log");
  }

  /** Whether a life is going on. */
  boolean isAlive() {
    return process.filter(Process::isAlive).isPresent();
  }

  /**
   * Its admin endpoint; nothing as long as it does not.
   *
   * @throws IOException if it ended instead
   */
  Optional<URI> adminUri() throws IOException {
    if (!isAlive()) {
      throw new IOException("n" + number + " ended: " + outputTail());
    }
    return RunningProcess.read(folder.node(number)).map(RunningProcess::adminUri);
  }

  /** Where clients reach it. */
  InetSocketAddress address() throws IOException {
    String text = RunningProcess.read(folder.node(number)).orElseThrow().address();
    int colon = text.lastIndexOf(':');
    return InetSocketAddress.createUnresolved(
        text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
  }

  /** The end of its output. */
  private String outputTail() throws IOException {
    if (!Files.exists(outputFile())) {
      return "it printed nothing";
    }
    List<String> lines = Files.readAllLines(outputFile());
    return String.join(" / ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
  }

  /** Ends its life at once, as a power failure would, except for the disk. */
  void kill() {
    process.ifPresent(
        each -> {
          cpuNsBeforeRestart = cpuNs();
          each.destroyForcibly().onExit().join();
        });
    process = Optional.empty();
  }

  /** Requests a graceful shutdown; {@link #awaitEnd} waits for that. */
  void stop() {
    process.ifPresent(Process::destroy);
  }

  void awaitEnd() throws InterruptedException {
    if (process.isPresent() && !process.get().waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
      kill();
    }
  }

  /** Processor time that the compilers of its present life took, in ns. */
  long compilingNs() {
    return process.map(each -> CompilerCpuTime.ofProcess(each.pid())).orElse(0L);
  }

  /** Processor time of all its incarnations, in ns, as far as the system reports it. */
  long cpuNs() {
    return cpuNsBeforeRestart
        + process.flatMap(each -> each.info().totalCpuDuration()).map(Duration::toNanos).orElse(0L);
  }
}
