package org.medchain.faults.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.medchain.cluster.lifetime.TemporaryFolder;
import org.medchain.faults.mutants.MutantHost;
import org.medchain.faults.mutants.MutantOutcome;
import org.medchain.faults.mutants.MutantSearch;
import org.medchain.faults.mutants.SourceMutant;
import org.medchain.faults.search.SearchLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * The command {@code medchain faults mutants}: each planted defect goes through the very search
 * that finds nothing in the code as it is (SCH-7).
 */
@Command(
    name = "mutants",
    resourceBundle = "org.medchain.faults.command.MutantsCommand",
    mixinStandardHelpOptions = true,
    sortOptions = false)
final class MutantsCommand extends FaultCommand {
  /** As many seeds make the committed table. */
  private static final long PUBLISHED_SEEDS = 500;

  @Option(names = "--id")
  private List<String> ids = List.of();

  @Option(names = "--host", defaultValue = "SCHEDULES")
  private MutantHost host;

  @Option(names = "--published")
  private boolean published;

  @Option(names = "--seeds")
  private Optional<Long> givenSeeds = Optional.empty();

  @Option(names = "--first", defaultValue = "1")
  private long first;

  @Option(names = "--masters", defaultValue = "1")
  private int masterSeeds;

  @Option(names = "--threads", defaultValue = "2")
  private int threads;

  private final Path home = SearchLog.home();

  @Override
  protected int run() throws IOException, InterruptedException {
    try {
      return published ? countPublished() : searchPlanted();
    } catch (IllegalArgumentException e) {
      err().println(spec().qualifiedName() + ": " + e.getMessage());
      return 2;
    }
  }

  private List<MutantOutcome> run(List<MutantSearch> searches)
      throws IOException, InterruptedException {
    try (TemporaryFolder folder = TemporaryFolder.create(home.resolve("target"), "mutants")) {
      return MutantSearch.runAll(searches, home, folder.path(), threads, err()::println);
    }
  }

  private List<SourceMutant> read(Path folder, Predicate<SourceMutant> unlessNamed)
      throws IOException {
    List<SourceMutant> all = SourceMutant.readAll(home.resolve(folder));
    checkIds(all.stream().map(SourceMutant::id).toList());
    return all.stream()
        .filter(each -> ids.isEmpty() ? unlessNamed.test(each) : ids.contains(each.id()))
        .toList();
  }

  private int countPublished() throws IOException, InterruptedException {
    List<SourceMutant> defects = read(SourceMutant.PUBLISHED, each -> true);
    long seeds = givenSeeds.orElse(PUBLISHED_SEEDS);
    List<MutantSearch> searches = new ArrayList<>();
    defects.stream()
        .map(SourceMutant::kind)
        .distinct()
        .sorted(Comparator.comparing(kind -> kind.map(Enum::name).orElse("EVERY")))
        .map(kind -> MutantSearch.published(Optional.empty(), kind, first, seeds))
        .forEach(searches::add);
    for (SourceMutant each : defects) {
      searches.add(MutantSearch.published(Optional.of(each), each.kind(), first, seeds));
    }
    List<MutantOutcome> rows = run(searches);
    rows.forEach(each -> say(each.line()));
    // Only the same seeds for all make a table in which rows can be compared.
    if (ids.isEmpty() && seeds == PUBLISHED_SEEDS) {
      List<String> lines = rows.stream().map(MutantOutcome::frequency).toList();
      write("published.csv", MutantOutcome.FREQUENCY_COLUMNS, lines);
    }
    return rows.stream().allMatch(MutantOutcome::isFine) ? 0 : 1;
  }

  private int searchPlanted() throws IOException, InterruptedException {
    List<SourceMutant> mutants = read(SourceMutant.PLANTED, each -> host.searches(each.host()));
    List<MutantSearch> searches = new ArrayList<>();
    for (int master = 0; master < masterSeeds; master++) {
      if (ids.isEmpty() && !mutants.isEmpty()) {
        searches.add(planted(Optional.empty(), host, master));
      }
      for (SourceMutant each : mutants) {
        searches.add(planted(Optional.of(each), host.of(each), master));
      }
    }
    Map<String, List<MutantOutcome>> byId =
        run(searches).stream()
            .collect(
                Collectors.groupingBy(
                    each -> each.search().mutant().map(SourceMutant::id).orElse(""),
                    TreeMap::new,
                    Collectors.toList()));
    say(String.format(Locale.ROOT, "%-5s %-8s %-5s %6s %7s", "", "", "judge", "seed", "tried"));
    byId.values().forEach(each -> say(each.getFirst().line()));
    List<String> medians = byId.values().stream().map(MutantOutcome::medians).toList();
    if (masterSeeds > 1) {
      say(MutantOutcome.MEDIAN_COLUMNS);
      medians.forEach(this::say);
    }
    if (ids.isEmpty()) {
      boolean timed = host == MutantHost.CLUSTER || host == MutantHost.BASELINE;
      write(
          host.table(),
          MutantOutcome.COLUMNS + (timed ? ",seconds" : ""),
          byId.values().stream().map(each -> row(each, timed)).toList());
      if (masterSeeds > 1 && host == MutantHost.SCHEDULES) {
        write("medians.csv", MutantOutcome.MEDIAN_COLUMNS, medians);
      }
    }
    long fine =
        byId.values().stream()
            .filter(each -> each.stream().allMatch(MutantOutcome::isFine))
            .count();
    say(fine + " of " + byId.size() + " as they have to be");
    return fine == byId.size() ? 0 : 1;
  }

  /** With the seeds that follow on the last master's. */
  private MutantSearch planted(Optional<SourceMutant> mutant, MutantHost where, int master) {
    long seeds = givenSeeds.orElse(where.seeds());
    return MutantSearch.planted(mutant, where, first + master * seeds, seeds);
  }

  private static String row(List<MutantOutcome> masters, boolean timed) {
    long seconds = masters.stream().mapToLong(MutantOutcome::seconds).sum();
    return masters.getFirst().row() + (timed ? "," + seconds : "");
  }

  private void checkIds(List<String> known) {
    for (String id : ids) {
      if (!known.contains(id)) {
        throw wrong("no mutant is called '" + id + "'");
      }
    }
  }

  private void write(String name, String columns, List<String> rows) throws IOException {
    Path file = home.resolve("results/mutants").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(
        file, columns + "\n" + String.join("", rows.stream().map(e -> e + "\n").toList()));
    say("written to " + file);
  }
}
