package org.medchain.faults.command;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.medchain.faults.cluster.ClusterHost;
import org.medchain.faults.host.HarnessHost;
import org.medchain.faults.result.TestProvenance;
import org.medchain.faults.search.SearchLog;
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

  /** It broke down, and nothing was shown. */
  @Override
  protected final int troubleCode() {
    return 3;
  }

  protected static Path results() {
    return SearchLog.home().resolve("results/runs/chaos");
  }

  protected final OptionalDouble limitS() {
    OptionalDouble seconds = limit.map(NightEnd::seconds).orElse(OptionalDouble.empty());
    if (limit.isPresent() && seconds.isEmpty()) {
      throw wrong("--time-limit is '" + limit.get() + "'; allowed: 60s, 5m, 8h and the like");
    }
    return seconds;
  }

  /** What can be known before anything is read. */
  protected final void checkOptions() {
    if (seed.orElse(0L) < 0) {
      throw wrong("--seed is " + seed.get() + "; allowed: 0 …");
    }
  }

  /** Hosts by their names. */
  protected final List<HarnessHost> hosts(String wanted, List<String> allowed) {
    if (!allowed.contains(wanted)) {
      throw wrong("--host is '" + wanted + "'; allowed: " + String.join(", ", allowed));
    }
    return Stream.of(new SimulatedHost(), new ClusterHost())
        .map(HarnessHost.class::cast)
        .filter(each -> wanted.equals("both") || each.name().equals(wanted))
        .toList();
  }

  protected final TestProvenance provenance() {
    String line = String.join(" ", spec().root().commandLine().getParseResult().originalArgs());
    return TestProvenance.of("medchain " + line, SearchLog.home());
  }
}
