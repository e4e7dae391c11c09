package org.medchain.faults.command;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.medchain.faults.host.HarnessHost;
import org.medchain.faults.night.Night;
import org.medchain.faults.night.NightLength;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command {@code medchain faults night}: tests that are drawn, until it is stopped. */
@Command(
    name = "night",
    resourceBundle = "org.medchain.faults.command.NightCommand",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    exitCodeOnExecutionException = 3)
final class NightCommand extends HostedCommand {
  /** A run of the simulation takes seconds, one of processes a minute or two. */
  private static final Map<String, Integer> SHRINK_RUNS = Map.of("simulation", 60, "cluster", 8);

  @Option(names = "--until", paramLabel = "TIME")
  private Optional<String> until = Optional.empty();

  @Option(names = "--runs", paramLabel = "N")
  private Optional<Integer> runs = Optional.empty();

  @Override
  protected int run() throws IOException, InterruptedException {
    checkOptions();
    if (runs.orElse(1) < 1) {
      throw wrong("--runs is " + runs.get() + "; allowed: 1 …");
    }
    List<HarnessHost> hosts =
        hosts(host.orElse("simulation"), List.of("simulation", "cluster", "both"));
    Instant now = clock.instant();
    Optional<Instant> end = until.map(text -> end(text, now));
    OptionalInt count = runs.map(OptionalInt::of).orElse(OptionalInt.empty());
    long drawn = seed.orElse(now.toEpochMilli());
    Path folder = out.orElse(results().resolve("night-" + drawn)).toAbsolutePath().normalize();
    Night.Settings settings =
        new Night.Settings(
            hosts, drawn, new NightLength(end, count, limitS()), SHRINK_RUNS, folder, clock);
    say("in " + folder + ", seed " + drawn + end.map(each -> ", until " + each).orElse(""));
    int failures = new Night(settings, provenance(), this::say).run();
    say("to read: " + folder.resolve("summary.html"));
    return failures == 0 ? 0 : 1;
  }

  private Instant end(String text, Instant now) {
    return NightEnd.parse(text, now, ZoneId.systemDefault())
        .orElseThrow(
            () -> wrong("--until is '" + text + "'; allowed: 8h, 30m, 07:00 and the like"));
  }
}
