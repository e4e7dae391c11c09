package org.medchain.chaos.mutants;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/**
 * Searches for planted defects and, beside them, in the code as it is (SCH-7).
 *
 * @param host where to search for all that show there; a defect of another host is searched on that
 * @param first the first seed
 * @param seeds how many for each defect; empty for as many as its host is used to
 * @param masters how many times, each with the seeds that follow on the last
 */
public record PlantedSearch(MutantHost host, long first, OptionalLong seeds, int masters) {
  /**
   * The outcomes in the order of the ids, the code as it is first.
   *
   * @param control whether the code as it is, is searched as well
   * @param folder for the patched sources and classes; empty
   * @throws IllegalArgumentException if a patch no longer applies
   */
  public List<MutantOutcomes> search(
      List<SourceMutant> mutants,
      boolean control,
      Path home,
      Path folder,
      ParallelSearches parallel)
      throws IOException, InterruptedException {
    // All are compiled before any is searched: a patch that no longer applies is reported at once.
    Map<SourceMutant, Path> compiled = new LinkedHashMap<>();
    for (SourceMutant mutant : mutants) {
      compiled.put(mutant, mutant.compile(home, folder.resolve(mutant.id())));
    }
    List<Callable<MutantOutcomes>> searches = new ArrayList<>();
    for (int master = 0; master < masters; master++) {
      int number = master;
      if (control) {
        searches.add(timed(() -> search(host, number).searchUnmodified(host)));
      }
      compiled.forEach(
          (mutant, classes) -> searches.add(timed(() -> search(mutant, number, classes))));
    }
    Map<String, MutantOutcomes> byId = new TreeMap<>();
    for (MutantOutcomes each : parallel.run(searches, one -> one.first().line())) {
      String key = each.first().id().replace(MutantOutcome.CONTROL, "");
      byId.merge(key, each, MutantOutcomes::merge);
    }
    return List.copyOf(byId.values());
  }

  /** A baseline need not find anything in a defect. */
  public boolean isFine(MutantOutcomes outcome) {
    boolean planted = !outcome.first().id().equals(MutantOutcome.CONTROL);
    return outcome.isFine() || (host == MutantHost.BASELINE && planted);
  }

  private MutantOutcome search(SourceMutant mutant, int master, Path classes)
      throws IOException, InterruptedException {
    MutantHost where = where(mutant);
    return search(where, master).searchMutant(mutant, where, classes);
  }

  /** The patch says where, but for the baseline. */
  private MutantHost where(SourceMutant mutant) {
    return host == MutantHost.BASELINE && host.searches(mutant.host()) ? host : mutant.host();
  }

  private MutantSearch search(MutantHost where, int master) {
    long count = seeds.orElse(where.seeds());
    return new MutantSearch(first + master * count, count);
  }

  private static Callable<MutantOutcomes> timed(Callable<MutantOutcome> search) {
    return () -> {
      long startNs = System.nanoTime();
      MutantOutcome outcome = search.call();
      long seconds = (System.nanoTime() - startNs) / 1_000_000_000L;
      return new MutantOutcomes(List.of(outcome), seconds);
    };
  }
}
