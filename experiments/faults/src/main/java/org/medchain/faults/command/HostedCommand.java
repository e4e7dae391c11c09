package org.medchain.faults.command;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.medchain.experiments.execution.Terminal;
import org.medchain.faults.cluster.ClusterHost;
import org.medchain.faults.cluster.NodeBuilds;
import org.medchain.faults.host.HarnessHost;
import org.medchain.faults.result.TestProvenance;
import org.medchain.faults.search.SearchLog;
import org.medchain.faults.session.RunDisplay;
import org.medchain.faults.simulated.SimulatedHost;
import picocli.CommandLine.Option;

/** What a fault test and a night of them have in common: hosts, seed and length. */
abstract class HostedCommand extends FaultCommand {
  protected final Clock clock = Clock.systemUTC();

  @Option(names = "--host", paramLabel = "HOST")
  protected Optional<String> host = Optional.empty();

  @Option(names = "--seed", paramLabel = "N")
  protected Optional<Long> seed = Optional.empty();

  @Option(names = "--time-limit", paramLabel = "TIME")
  private Optional<String> limit = Optional.empty();

  @Option(names = "--out", paramLabel = "DIR")
  protected Optional<Path> out = Optional.empty();

  @Option(names = "--next-version", paramLabel = "FOLDER")
  private Optional<Path> nextVersion = Optional.empty();

  /** It broke down, and nothing was shown. */
  @Override
  protected final int troubleCode() {
    return 3;
  }

  protected static Path results() {
    return SearchLog.home().resolve("results/runs/chaos");
  }

  protected final OptionalDouble limitS() {
    return limit
        .map(text -> OptionalDouble.of(seconds("--time-limit", text)))
        .orElse(OptionalDouble.empty());
  }

  protected final double seconds(String option, String text) {
    return NightEnd.seconds(text)
        .orElseThrow(() -> wrong(option + " is '" + text + "'; allowed: 60s, 5m, 8h and the like"));
  }

  /** What can be known before anything is read. */
  protected final void checkOptions() {
    if (seed.orElse(0L) < 0) {
      throw wrong("--seed is " + seed.get() + "; allowed: 0 …");
    }
    if (nextVersion.filter(each -> !Files.isDirectory(each)).isPresent()) {
      throw wrong("--next-version is " + nextVersion.get() + ", which is no folder");
    }
  }

  /** Hosts by their names; only processes run another build's classes. */
  protected final List<HarnessHost> hosts(String wanted, List<String> allowed) {
    if (!allowed.contains(wanted)) {
      throw wrong("--host is '" + wanted + "'; allowed: " + String.join(", ", allowed));
    }
    NodeBuilds builds = nextVersion.map(NodeBuilds.THIS::withNext).orElse(NodeBuilds.THIS);
    List<HarnessHost> all = List.of(new SimulatedHost(), new ClusterHost(builds));
    if (nextVersion.isPresent() && wanted.equals("simulation")) {
      throw wrong("--next-version is for processes; add --host cluster");
    }
    return all.stream()
        .filter(each -> wanted.equals("both") || each.name().equals(wanted))
        .toList();
  }

  /**
   * A line that is written over again on a terminal.
   *
   * @param elsewhere where there is none
   */
  protected final RunDisplay.Factory display(RunDisplay elsewhere) {
    PrintWriter to = err();
    return (test, counts) ->
        Terminal.onStderr() ? new TerminalDisplay(to, test, counts) : elsewhere;
  }

  protected final TestProvenance provenance() {
    String line = String.join(" ", spec().root().commandLine().getParseResult().originalArgs());
    return TestProvenance.of("medchain " + line, SearchLog.home());
  }
}
