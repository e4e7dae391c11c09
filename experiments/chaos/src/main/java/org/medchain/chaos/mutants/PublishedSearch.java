package org.medchain.chaos.mutants;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Plays the same seeds with each published defect and without (SCH-16).
 *
 * @param first the first seed
 * @param seeds how many, for each
 * @param threads how many searches run at a time
 */
public record PublishedSearch(long first, long seeds, int threads) {
  /** As many seeds make the committed table. */
  public static final long SEEDS = 500;

  /** The table, in the repository. */
  public static final Path TABLE = Path.of("results/mutants/published.csv");

  /**
   * The frequencies: the unchanged code for each kind of schedules, then the defects by their ids.
   *
   * @param folder for the patched sources and classes; empty
   * @param progress takes each frequency when it is there
   */
  public List<DefectFrequency> search(
      List<PublishedDefect> defects, Path home, Path folder, Consumer<DefectFrequency> progress)
      throws IOException, InterruptedException {
    // All are compiled before any is searched: a patch that no longer applies is reported at once.
    Map<PublishedDefect, Path> compiled = new LinkedHashMap<>();
    Set<String> kinds = new TreeSet<>();
    for (PublishedDefect defect : defects) {
      compiled.put(defect, defect.mutant().compile(home, folder.resolve(defect.id())));
      kinds.add(defect.kindWord());
    }
    List<Callable<DefectFrequency>> searches = new ArrayList<>();
    for (String kind : kinds) {
      String id = MutantOutcome.CONTROL + (kind.equals(SeedCountRun.EVERY_KIND) ? "" : " " + kind);
      searches.add(() -> count(id, "", MutantSearch.classPath(), kind));
    }
    compiled.forEach(
        (defect, classes) ->
            searches.add(
                () ->
                    count(
                        defect.id(),
                        defect.source(),
                        classes + File.pathSeparator + MutantSearch.classPath(),
                        defect.kindWord())));
    return run(searches, progress);
  }

  private DefectFrequency count(String id, String source, String classPath, String kind)
      throws IOException, InterruptedException {
    String said =
        MutantSearch.readOutput(
            id,
            classPath,
            List.of(
                SeedCountRun.class.getName(), Long.toString(first), Long.toString(seeds), kind));
    return DefectFrequency.read(id, seeds, source, said);
  }

  private List<DefectFrequency> run(
      List<Callable<DefectFrequency>> searches, Consumer<DefectFrequency> progress)
      throws InterruptedException {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<DefectFrequency>> running = new ArrayList<>();
      searches.forEach(search -> running.add(workers.submit(search)));
      List<DefectFrequency> all = new ArrayList<>();
      for (Future<DefectFrequency> each : running) {
        DefectFrequency frequency = each.get();
        progress.accept(frequency);
        all.add(frequency);
      }
      return all;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a search ended without a result", e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }
}
