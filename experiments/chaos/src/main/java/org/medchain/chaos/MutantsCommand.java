package org.medchain.chaos;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
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
    description =
        "Plants each defect of spec/mutants/ in a copy of the sources and searches until a judge"
            + " sees it.",
    footer = {
      "",
      "Exit codes: 0 all killed; 1 one survived, or the code as it is was found guilty;",
      "2 wrong usage, or a patch that no longer applies."
    })
final class MutantsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--id", description = "Only this one, e.g. M05; may be repeated.")
  private List<String> ids = List.of();

  @Option(
      names = "--seeds",
      defaultValue = "10000",
      description = "Seeds tried for each; default ${DEFAULT-VALUE}.")
  private long seeds;

  @Option(
      names = "--first",
      defaultValue = "1",
      description = "The first seed; default ${DEFAULT-VALUE}.")
  private long first;

  @Option(names = "--threads", defaultValue = "2", description = "Default ${DEFAULT-VALUE}.")
  private int threads;

  private final PrintStream print = System.out;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path home = SearchLog.home();
    List<Mutant> mutants = chosen(home);
    Path folder = Files.createTempDirectory("medchain-mutants");
    List<MutantOutcome> outcomes;
    try {
      outcomes = search(mutants, home, folder);
    } catch (IllegalArgumentException e) {
      System.err.println("medchain mutants: " + e.getMessage());
      return 2;
    } finally {
      delete(folder);
    }
    print.printf("%-5s %-8s %-5s %6s %7s%n", "", "", "judge", "seed", "tried");
    outcomes.forEach(each -> print.println(each.line()));
    long fine = outcomes.stream().filter(MutantOutcome::isFine).count();
    print.printf("%d of %d as they have to be%n", fine, outcomes.size());
    if (ids.isEmpty()) {
      write(home, outcomes);
    }
    return fine == outcomes.size() ? 0 : 1;
  }

  private List<Mutant> chosen(Path home) throws IOException {
    List<Mutant> all = Mutant.in(home.resolve("spec/mutants"));
    for (String id : ids) {
      if (all.stream().noneMatch(each -> each.id().equals(id))) {
        throw new ParameterException(spec.commandLine(), "no mutant is called '" + id + "'");
      }
    }
    return all.stream().filter(each -> ids.isEmpty() || ids.contains(each.id())).toList();
  }

  /** The outcomes in the order of the ids, the code as it is first. */
  private List<MutantOutcome> search(List<Mutant> mutants, Path home, Path folder)
      throws IOException, InterruptedException {
    MutantSearch search = new MutantSearch(first, seeds);
    List<Callable<MutantOutcome>> searches = new ArrayList<>();
    if (ids.isEmpty()) {
      searches.add(search::control);
    }
    // All are compiled before any is searched: a patch that no longer applies is told at once.
    for (Mutant mutant : mutants) {
      Path classes = mutant.compile(home, folder.resolve(mutant.id()));
      searches.add(() -> search.in(mutant, classes));
    }
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      CompletionService<MutantOutcome> running = new ExecutorCompletionService<>(workers);
      searches.forEach(running::submit);
      List<MutantOutcome> outcomes = new ArrayList<>();
      while (outcomes.size() < searches.size()) {
        outcomes.add(running.take().get());
        String line = outcomes.get(outcomes.size() - 1).line();
        System.err.printf("[%d/%d] %s%n", outcomes.size(), searches.size(), line);
      }
      outcomes.sort(Comparator.comparing(each -> each.id().replace(MutantOutcome.CONTROL, "")));
      return outcomes;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a search ended without a result", e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  private void write(Path home, List<MutantOutcome> outcomes) throws IOException {
    List<String> rows = new ArrayList<>();
    rows.add(MutantOutcome.HEADER);
    outcomes.forEach(each -> rows.add(each.row()));
    Path file = home.resolve("results/mutants/consensus.csv");
    Files.createDirectories(file.getParent());
    Files.write(file, rows);
    print.println("written to " + home.relativize(file));
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
