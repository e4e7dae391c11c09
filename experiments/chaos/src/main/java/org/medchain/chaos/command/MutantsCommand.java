package org.medchain.chaos.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.medchain.chaos.mutants.DefectFrequency;
import org.medchain.chaos.mutants.MutantHost;
import org.medchain.chaos.mutants.MutantOutcome;
import org.medchain.chaos.mutants.MutantOutcomes;
import org.medchain.chaos.mutants.ParallelSearches;
import org.medchain.chaos.mutants.PlantedSearch;
import org.medchain.chaos.mutants.PublishedDefect;
import org.medchain.chaos.mutants.PublishedSearch;
import org.medchain.chaos.mutants.SourceMutant;
import org.medchain.chaos.mutants.WorkFolder;
import org.medchain.chaos.search.SearchLog;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * The command {@code medchain mutants}: each planted defect goes through the very search that finds
 * nothing in the code as it is (SCH-7).
 */
@Command(
    name = "medchain mutants",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Plants each defect of spec/mutants/ in a copy of the sources and searches until an oracle"
            + " sees it.",
    footer = {
      "",
      "Exit codes: 0 all killed; 1 one survived, or the code as it is was found guilty;",
      "2 wrong usage, or a patch that no longer applies."
    })
public final class MutantsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--id", description = "Only this one, e.g. M05; may be repeated.")
  private List<String> ids = List.of();

  @Option(
      names = "--host",
      defaultValue = "SCHEDULES",
      description =
          "Where to search for all that show there: ${COMPLETION-CANDIDATES}; default"
              + " ${DEFAULT-VALUE}. With --id the patch says where.")
  private MutantHost host;

  @Option(
      names = "--published",
      description =
          "Instead of these the defects of spec/mutants/published/, which others have described:"
              + " the same seeds for each, and how many of them show it.")
  private boolean published;

  @Option(
      names = "--seeds",
      description =
          "Seeds tried for each; default 10,000, 20 of a cluster, 2,000 of the baseline, and with"
              + " --published 500.")
  private Optional<Long> givenSeeds = Optional.empty();

  @Option(
      names = "--first",
      defaultValue = "1",
      description = "The first seed; default ${DEFAULT-VALUE}.")
  private long first;

  @Option(
      names = "--masters",
      defaultValue = "1",
      description =
          "How many times, each with the seeds that follow on the last; more than 1 also prints the"
              + " medians. Default ${DEFAULT-VALUE}.")
  private int masterSeeds;

  @Option(names = "--threads", defaultValue = "2", description = "Default ${DEFAULT-VALUE}.")
  private int threads;

  private final PrintStream print;
  private final PrintStream err;

  public MutantsCommand(PrintStream out, PrintStream err) {
    this.print = out;
    this.err = err;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path home = SearchLog.home();
    ParallelSearches parallel = new ParallelSearches(threads, err::println);
    try (WorkFolder folder = WorkFolder.in(home)) {
      return published
          ? countPublished(home, folder.path(), parallel)
          : searchPlanted(home, folder.path(), parallel);
    } catch (IllegalArgumentException e) {
      err.println("medchain mutants: " + e.getMessage());
      return 2;
    }
  }

  private int countPublished(Path home, Path folder, ParallelSearches parallel)
      throws IOException, InterruptedException {
    List<PublishedDefect> all = PublishedDefect.readAll(home);
    checkIds(all.stream().map(PublishedDefect::id).toList());
    List<PublishedDefect> defects =
        all.stream().filter(each -> ids.isEmpty() || ids.contains(each.id())).toList();
    PublishedSearch search = new PublishedSearch(first, givenSeeds.orElse(PublishedSearch.SEEDS));
    List<DefectFrequency> rows = search.search(defects, home, folder, parallel);
    rows.forEach(each -> print.println(each.line()));
    // Only the same seeds for all make a table in which rows can be compared.
    if (ids.isEmpty() && search.seeds() == PublishedSearch.SEEDS) {
      Path table = home.resolve(PublishedSearch.TABLE);
      write(table, DefectFrequency.HEADER, rows.stream().map(DefectFrequency::row).toList());
    }
    return rows.stream().allMatch(DefectFrequency::isFine) ? 0 : 1;
  }

  private int searchPlanted(Path home, Path folder, ParallelSearches parallel)
      throws IOException, InterruptedException {
    OptionalLong seeds = givenSeeds.map(OptionalLong::of).orElse(OptionalLong.empty());
    PlantedSearch search = new PlantedSearch(host, first, seeds, masterSeeds);
    List<SourceMutant> mutants = selectedMutants(home);
    boolean control = ids.isEmpty() && !mutants.isEmpty();
    List<MutantOutcomes> all = search.search(mutants, control, home, folder, parallel);
    print.printf(Locale.ROOT, "%-5s %-8s %-5s %6s %7s%n", "", "", "judge", "seed", "tried");
    all.forEach(each -> print.println(each.first().line()));
    List<String> medians = all.stream().map(MutantOutcomes::row).toList();
    if (masterSeeds > 1) {
      print.println(MutantOutcomes.HEADER);
      medians.forEach(print::println);
    }
    if (ids.isEmpty()) {
      writeTables(home, all, medians);
    }
    long fine = all.stream().filter(search::isFine).count();
    print.printf(Locale.ROOT, "%d of %d as they have to be%n", fine, all.size());
    return fine == all.size() ? 0 : 1;
  }

  private void writeTables(Path home, List<MutantOutcomes> all, List<String> medians)
      throws IOException {
    boolean timed = host == MutantHost.CLUSTER || host == MutantHost.BASELINE;
    List<String> rows =
        all.stream().map(each -> each.first().row() + (timed ? "," + each.seconds() : "")).toList();
    Path table = home.resolve("results/mutants/" + host.table());
    write(table, MutantOutcome.HEADER + (timed ? ",seconds" : ""), rows);
    if (masterSeeds > 1 && host == MutantHost.SCHEDULES) {
      write(home.resolve("results/mutants/medians.csv"), MutantOutcomes.HEADER, medians);
    }
  }

  private List<SourceMutant> selectedMutants(Path home) throws IOException {
    List<SourceMutant> all = SourceMutant.readAll(home.resolve("spec/mutants"));
    checkIds(all.stream().map(SourceMutant::id).toList());
    return all.stream()
        .filter(each -> ids.isEmpty() ? host.searches(each.host()) : ids.contains(each.id()))
        .toList();
  }

  private void checkIds(List<String> known) {
    for (String id : ids) {
      if (!known.contains(id)) {
        throw new ParameterException(spec.commandLine(), "no mutant is called '" + id + "'");
      }
    }
  }

  private void write(Path file, String header, List<String> rows) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add(header);
    lines.addAll(rows);
    Files.createDirectories(file.getParent());
    Files.write(file, lines);
    print.println("written to " + file);
  }
}
