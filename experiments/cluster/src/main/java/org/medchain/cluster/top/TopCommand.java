package org.medchain.cluster.top;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.medchain.cluster.ClusterFile;
import org.medchain.cluster.ClusterSelection;
import org.medchain.cluster.RunningClusters;
import org.medchain.experiments.Subcommand;
import org.medchain.experiments.config.UserInputException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code medchain top}: shows a cluster live in the terminal (OPS-10, OPS-11). */
@Command(
    name = "top",
    mixinStandardHelpOptions = true,
    resourceBundle = "org.medchain.cluster.help")
public final class TopCommand implements Subcommand {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "FOLDER", arity = "0..1")
  private Path folder;

  @Option(names = "--url", paramLabel = "URL")
  private List<URI> urls = List.of();

  @Option(names = "--once")
  private boolean once;

  @Option(names = "--json")
  private boolean json;

  @Option(names = "--interval", paramLabel = "SECONDS", defaultValue = "1")
  private int interval;

  public TopCommand() {}

  @Override
  public Integer call() throws UserInputException, IOException, InterruptedException {
    if (interval < 1 || interval > 3600) {
      throw new ParameterException(
          spec.commandLine(), "--interval: " + interval + "; allowed is 1 to 3600");
    }
    WatchedCluster watched = watched();
    try (StatusPoller poll = new StatusPoller(watched.targets())) {
      if (once) {
        List<PollResult> nodes = poll.poll();
        print(watched.name(), nodes, json);
        return nodes.stream().allMatch(PollResult::ready) ? 0 : 1;
      }
      if (json || !TerminalScreen.onStdout()) {
        return printUntilClosed(watched.name(), poll);
      }
      return drawUntilClosed(watched.name(), poll);
    }
  }

  /** A cluster's name and the nodes to query. */
  private record WatchedCluster(String name, List<StatusPoller.PollTarget> targets) {}

  private WatchedCluster watched() throws UserInputException, IOException {
    if (!urls.isEmpty()) {
      if (folder != null) {
        throw new ParameterException(
            spec.commandLine(), "FOLDER and --url: allowed is one of the two");
      }
      for (URI url : urls) {
        checkUrl(url);
      }
      return new WatchedCluster(
          "nodes",
          urls.stream()
              .map(
                  url -> new StatusPoller.PollTarget(url.getAuthority(), url, OptionalLong.empty()))
              .toList());
    }
    Path chosen = folder != null ? folder : RunningClusters.only(ClusterSelection.clusters());
    ClusterFile cluster = ClusterFile.read(chosen);
    return new WatchedCluster(
        cluster.name(),
        cluster.nodes().stream()
            .map(
                node ->
                    new StatusPoller.PollTarget(
                        node.name(),
                        node.operatorUrl(),
                        node.pid() == 0 ? OptionalLong.empty() : OptionalLong.of(node.pid())))
            .toList());
  }

  private void checkUrl(URI url) {
    if (!"http".equals(url.getScheme()) || url.getHost() == null) {
      throw new ParameterException(
          spec.commandLine(), "--url: " + url + "; allowed is http://HOST:PORT");
    }
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private void print(String cluster, List<PollResult> nodes, boolean asJson) {
    PrintWriter out = spec.commandLine().getOut();
    if (asJson) {
      out.println(StatusJsonLine.of(now(), cluster, nodes));
    } else {
      int columns =
          TerminalScreen.onStdout()
              ? TerminalScreen.size().columns()
              : TerminalScreen.TerminalSize.DEFAULT.columns();
      new StatusDashboard(columns).lines(cluster, nodes).forEach(out::println);
    }
    out.flush();
  }

  /** Ends when the reader closes the pipe. */
  private int printUntilClosed(String cluster, StatusPoller poll) throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    while (!out.checkError()) {
      List<PollResult> nodes = poll.poll();
      if (json) {
        out.println(StatusJsonLine.of(now(), cluster, nodes));
      } else {
        StatusPlainLines.of(now(), nodes).forEach(out::println);
      }
      out.flush();
      TimeUnit.SECONDS.sleep(interval);
    }
    return 0;
  }

  private int drawUntilClosed(String cluster, StatusPoller poll) throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (TerminalScreen screen = new TerminalScreen(out)) {
      // Ctrl-C ends the process without coming back here.
      Runtime.getRuntime().addShutdownHook(new Thread(screen::close));
      while (!out.checkError()) {
        List<PollResult> nodes = poll.poll();
        TerminalScreen.TerminalSize size = TerminalScreen.size();
        screen.draw(new StatusDashboard(size.columns()).lines(cluster, nodes), size);
        TimeUnit.SECONDS.sleep(interval);
      }
    }
    return 0;
  }
}
