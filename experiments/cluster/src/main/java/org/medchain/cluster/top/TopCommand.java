package org.medchain.cluster.top;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.medchain.cluster.ClusterFile;
import org.medchain.experiments.Subcommand;
import org.medchain.experiments.config.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code medchain top}: shows a cluster live in the terminal (OPS-10, OPS-11). */
@Command(
    name = "top",
    description = {
      "Shows a cluster live: heights, views, throughput, latency, peers.",
      "Without a folder or a URL: the cluster that was started last. Ctrl-C ends it."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "A star marks the primary. Not on a terminal: a line a node and second.",
      "Exit codes: 0 fine; 1 with --once, a node is unreachable or not ready;",
      "2 the command or the folder is not as it should be."
    })
public final class TopCommand implements Subcommand {
  /** Where clusters are, under the project's root. */
  public static final Path CLUSTERS = Path.of("results", "runs", "clusters");

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "FOLDER",
      arity = "0..1",
      description = "A cluster's folder; it has a cluster.json.")
  private Path folder;

  @Option(
      names = "--url",
      paramLabel = "URL",
      description =
          "A node's operator URL, e.g. http://127.0.0.1:9101; may be given several times.")
  private List<URI> urls = List.of();

  @Option(names = "--once", description = "Shows it once and ends.")
  private boolean once;

  @Option(names = "--json", description = "Writes one line of JSON each time instead.")
  private boolean json;

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      defaultValue = "1",
      description = "Between two looks; 1 to 3600, and 1 unless given.")
  private int interval;

  /** For the service loader. */
  public TopCommand() {}

  @Override
  public Integer call() throws Refusal, IOException, InterruptedException {
    if (interval < 1 || interval > 3600) {
      throw new ParameterException(
          spec.commandLine(), "--interval: " + interval + "; allowed is 1 to 3600");
    }
    Watched watched = watched();
    try (Poll poll = new Poll(watched.targets())) {
      if (once) {
        List<Polled> nodes = poll.ask();
        print(watched.name(), nodes, json);
        return nodes.stream().allMatch(Polled::ready) ? 0 : 1;
      }
      if (json || !Screen.onStdout()) {
        return printForever(watched.name(), poll);
      }
      return drawForever(watched.name(), poll);
    }
  }

  /** A cluster's name and whom to ask. */
  private record Watched(String name, List<Poll.Target> targets) {}

  private Watched watched() throws Refusal, IOException {
    if (!urls.isEmpty()) {
      if (folder != null) {
        throw new ParameterException(
            spec.commandLine(), "FOLDER and --url: allowed is one of the two");
      }
      for (URI url : urls) {
        checkUrl(url);
      }
      return new Watched(
          "nodes", urls.stream().map(url -> new Poll.Target(url.getAuthority(), url)).toList());
    }
    Path chosen = folder != null ? folder : lastStarted();
    ClusterFile cluster = ClusterFile.read(chosen);
    return new Watched(
        cluster.name(),
        cluster.nodes().stream()
            .map(node -> new Poll.Target(node.name(), node.operatorUrl()))
            .toList());
  }

  private void checkUrl(URI url) {
    if (!"http".equals(url.getScheme()) || url.getHost() == null) {
      throw new ParameterException(
          spec.commandLine(), "--url: " + url + "; allowed is http://HOST:PORT");
    }
  }

  private static Path lastStarted() throws Refusal, IOException {
    Path clusters = Path.of(System.getProperty("medchain.home", "")).resolve(CLUSTERS);
    return ClusterFile.lastStarted(clusters)
        .orElseThrow(
            () ->
                new Refusal(
                    "no cluster was started yet: "
                        + clusters
                        + " has none; start one with 'medchain cluster up', or name a folder"));
  }

  private static String now() {
    return Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private void print(String cluster, List<Polled> nodes, boolean asJson) {
    PrintWriter out = spec.commandLine().getOut();
    if (asJson) {
      out.println(JsonLine.of(now(), cluster, nodes));
    } else {
      int columns = Screen.onStdout() ? Screen.size().columns() : Screen.Size.USUAL.columns();
      new Board(columns).lines(cluster, nodes).forEach(out::println);
    }
    out.flush();
  }

  /** Ends when nobody reads any more. */
  private int printForever(String cluster, Poll poll) throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    while (!out.checkError()) {
      List<Polled> nodes = poll.ask();
      if (json) {
        out.println(JsonLine.of(now(), cluster, nodes));
      } else {
        PlainLines.of(now(), nodes).forEach(out::println);
      }
      out.flush();
      TimeUnit.SECONDS.sleep(interval);
    }
    return 0;
  }

  private int drawForever(String cluster, Poll poll) throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (Screen screen = new Screen(out)) {
      // Ctrl-C ends the process without coming back here.
      Runtime.getRuntime().addShutdownHook(new Thread(screen::close));
      while (!out.checkError()) {
        List<Polled> nodes = poll.ask();
        Screen.Size size = Screen.size();
        screen.draw(new Board(size.columns()).lines(cluster, nodes), size);
        TimeUnit.SECONDS.sleep(interval);
      }
    }
    return 0;
  }
}
