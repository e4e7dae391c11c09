package org.medchain.cluster.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.medchain.cluster.ClusterSelection;
import org.medchain.cluster.LocalCluster;
import org.medchain.cluster.MemberState;
import org.medchain.cluster.RunningClusters;
import org.medchain.cluster.local.ProcessCommand;
import org.medchain.experiments.Subcommand;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code medchain top}: shows a cluster live in the terminal (OPS-10, OPS-11). */
@Command(
    name = "top",
    mixinStandardHelpOptions = true,
    resourceBundle = "org.medchain.cluster.help")
public final class TopCommand extends ProcessCommand implements Subcommand {
  private static final String CLEAR = "\u001b[H\u001b[2J";
  private static final Path STDOUT = Path.of("/proc/self/fd/1");

  @Parameters(paramLabel = "FOLDER", arity = "0..1")
  private Path folder;

  @Option(names = "--once")
  private boolean once;

  @Option(names = "--interval", paramLabel = "SECONDS", defaultValue = "1")
  private int interval;

  public TopCommand() {}

  @Override
  public Integer call() throws UserInputException, IOException, InterruptedException {
    require("--interval", interval, 1, 3600);
    Path chosen = folder != null ? folder : RunningClusters.only(ClusterSelection.clusters());
    try (LocalCluster cluster = LocalCluster.of(chosen)) {
      return once ? show(cluster, "") : watch(cluster);
    }
  }

  /** Until nobody reads it. */
  private int watch(LocalCluster cluster) throws IOException, InterruptedException {
    String begin = onTerminal() ? CLEAR : "";
    while (!out().checkError()) {
      int unused = show(cluster, begin);
      TimeUnit.SECONDS.sleep(interval);
    }
    return 0;
  }

  private static boolean onTerminal() {
    try {
      return STDOUT.toRealPath().toString().startsWith("/dev/");
    } catch (IOException e) {
      return false; // A pipe has no path, and other systems have no such folder.
    }
  }

  private int show(LocalCluster cluster, String begin) throws IOException, InterruptedException {
    List<MemberState> nodes = cluster.states();
    out().print(begin);
    StatusDashboard.lines(cluster.folder().name(), nodes).forEach(out()::println);
    out().flush();
    return nodes.stream().allMatch(MemberState::isReady) ? 0 : 1;
  }
}
