package org.medchain.chaos.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.medchain.chaos.mutants.DefectFrequency;
import org.medchain.chaos.mutants.MutantHost;
import org.medchain.chaos.mutants.MutantOutcome;
import org.medchain.chaos.mutants.MutantOutcomes;
import org.medchain.chaos.mutants.MutantSearch;
import org.medchain.chaos.mutants.PublishedDefect;
import org.medchain.chaos.mutants.PublishedSearch;
import org.medchain.chaos.mutants.SourceMutant;
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

  private final Map<String, Long> seconds = new ConcurrentHashMap<>();
  private final PrintStream print;
  private final PrintStream err;

  public MutantsCommand(PrintStream out, PrintStream err) {
    this.print = out;
    this.err = err;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path home = SearchLog.home();
    return published ? countPublished(home) : searchPlanted(home);
  }

  private int countPublished(Path home) throws IOException, InterruptedException {
    List<PublishedDefect> all = PublishedDefect.readAll(home);
    checkIds(all.stream().map(PublishedDefect::id).toList());
    List<PublishedDefect> defects =
        all.stream().filter(each -> ids.isEmpty() || ids.contains(each.id())).toList();
    PublishedSearch search =
        new PublishedSearch(first, givenSeeds.orElse(PublishedSearch.SEEDS), threads);
    Path folder = workFolder(home);
    try {
      List<DefectFrequency> rows =
          search.search(defects, home, folder, each -> print.println(each.line()));
      // Only the same seeds for all make a table in which rows can be compared.
      if (ids.isEmpty() && search.seeds() == PublishedSearch.SEEDS) {
        Path table = home.resolve(PublishedSearch.TABLE);
        write(table, DefectFrequency.HEADER, rows.stream().map(DefectFrequency::row).toList());
      }
      return rows.stream().allMatch(DefectFrequency::isFine) ? 0 : 1;
    } catch (IllegalArgumentException e) {
      err.println("medchain mutants: " + e.getMessage());
      return 2;
    } finally {
      delete(folder);
    }
  }

  private int searchPlanted(Path home) throws IOException, InterruptedException {
    List<SourceMutant> mutants = selectedMutants(home);
    Path folder = workFolder(home);
    List<MutantOutcomes> all;
    try {
      all = search(mutants, home, folder);
    } catch (IllegalArgumentException e) {
      err.println("medchain mutants: " + e.getMessage());
      return 2;
    } finally {
      delete(folder);
    }
    print.printf(Locale.ROOT, "%-5s %-8s %-5s %6s %7s%n", "", "", "judge", "seed", "tried");
    all.forEach(each -> print.println(each.first().line()));
    boolean timed = host == MutantHost.CLUSTER || host == MutantHost.BASELINE;
    List<String> first =
        all.stream()
            .map(MutantOutcomes::first)
            .map(each -> timed ? withSeconds(each) : each.row())
            .toList();
    List<String> medians = all.stream().map(MutantOutcomes::row).toList();
    if (masterSeeds > 1) {
      print.println(MutantOutcomes.HEADER);
      medians.forEach(print::println);
    }
    if (ids.isEmpty()) {
      Path table = home.resolve("results/mutants/" + host.table());
      write(table, MutantOutcome.HEADER + (timed ? ",seconds" : ""), first);
      if (masterSeeds > 1 && host == MutantHost.SCHEDULES) {
        write(home.resolve("results/mutants/medians.csv"), MutantOutcomes.HEADER, medians);
      }
    }
    long fine = all.stream().filter(this::isFine).count();
    print.printf(Locale.ROOT, "%d of %d as they have to be%n", fine, all.size());
    return fine == all.size() ? 0 : 1;
  }

  /** A baseline need not find anything. */
  private boolean isFine(MutantOutcomes outcome) {
    boolean planted = !outcome.first().id().equals(MutantOutcome.CONTROL);
    return outcome.isFine() || (host == MutantHost.BASELINE && planted);
  }

  /** A folder that is deleted when the command ends, also by an interruption. */
  private Path workFolder(Path home) throws IOException {
    Path target = Files.createDirectories(home.resolve("target"));
    Path folder = Files.createTempDirectory(target, "mutants");
    Thread remover =
        new Thread(
            () -> {
              // Searches whose result is no longer needed; on a terminal they are interrupted, too.
              ProcessHandle.current().children().forEach(ProcessHandle::destroy);
              try {
                delete(folder);
              } catch (IOException e) {
                err.println("medchain mutants: " + folder + " stays: " + e);
              }
            },
            "remover");
    Runtime.getRuntime().addShutdownHook(remover);
    return folder;
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

  /** The outcomes in the order of the ids, the code as it is first. */
  private List<MutantOutcomes> search(List<SourceMutant> mutants, Path home, Path folder)
      throws IOException, InterruptedException {
    // All are compiled before any is searched: a patch that no longer applies is reported at once.
    Map<SourceMutant, Path> compiled = new LinkedHashMap<>();
    for (SourceMutant mutant : mutants) {
      compiled.put(mutant, mutant.compile(home, folder.resolve(mutant.id())));
    }
    List<Callable<MutantOutcome>> searches = new ArrayList<>();
    for (int master = 0; master < masterSeeds; master++) {
      int number = master;
      if (ids.isEmpty() && !mutants.isEmpty()) {
        searches.add(timed(() -> search(host, number).searchUnmodified(host)));
      }
      compiled.forEach(
          (mutant, classes) ->
              searches.add(
                  timed(
                      () ->
                          search(where(mutant), number)
                              .searchMutant(mutant, where(mutant), classes))));
    }
    Map<String, MutantOutcomes> byId = new TreeMap<>();
    for (MutantOutcome each : run(searches)) {
      String key = each.id().replace(MutantOutcome.CONTROL, "");
      byId.merge(key, new MutantOutcomes(List.of(each)), MutantOutcomes::merge);
    }
    return List.copyOf(byId.values());
  }

  /** The patch says where, but for the baseline. */
  private MutantHost where(SourceMutant mutant) {
    return host == MutantHost.BASELINE && host.searches(mutant.host()) ? host : mutant.host();
  }

  private MutantSearch search(MutantHost where, int master) {
    long count = givenSeeds.orElse(where.seeds());
    return new MutantSearch(first + master * count, count);
  }

  /** The same, and how long it takes is remembered. */
  private Callable<MutantOutcome> timed(Callable<MutantOutcome> search) {
    return () -> {
      long startNs = System.nanoTime();
      MutantOutcome outcome = search.call();
      seconds.merge(outcome.id(), (System.nanoTime() - startNs) / 1_000_000_000L, Long::sum);
      return outcome;
    };
  }

  /** On processes time says more than a number of seeds: a seed is a run of half a minute. */
  private String withSeconds(MutantOutcome outcome) {
    return outcome.row() + "," + seconds.get(outcome.id());
  }

  /** All outcomes, in the order of the searches. */
  private List<MutantOutcome> run(List<Callable<MutantOutcome>> searches)
      throws InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      AtomicInteger done = new AtomicInteger();
      List<Future<MutantOutcome>> running = new ArrayList<>();
      for (Callable<MutantOutcome> search : searches) {
        running.add(
            workers.submit(
                () -> {
                  MutantOutcome outcome = search.call();
                  int count = done.incrementAndGet();
                  err.printf(Locale.ROOT, "[%d/%d] %s%n", count, searches.size(), outcome.line());
                  return outcome;
                }));
      }
      List<MutantOutcome> outcomes = new ArrayList<>();
      for (Future<MutantOutcome> each : running) {
        outcomes.add(each.get());
      }
      return outcomes;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a search ended without a result", e.getCause());
    } finally {
      workers.shutdownNow();
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

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.deleteIfExists(each);
    }
  }
}
