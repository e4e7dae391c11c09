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

/**
 * Plays the same seeds with each published defect and without (SCH-16).
 *
 * @param first the first seed
 * @param seeds how many, for each
 */
public record PublishedSearch(long first, long seeds) {
  /** As many seeds make the committed table. */
  public static final long SEEDS = 500;

  /** The table, in the repository. */
  public static final Path TABLE = Path.of("results/mutants/published.csv");

  /**
   * The frequencies: the unchanged code for each kind of schedules, then the defects by their ids.
   *
   * @param folder for the patched sources and classes; empty
   */
  public List<DefectFrequency> search(
      List<PublishedDefect> defects, Path home, Path folder, ParallelSearches parallel)
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
    return parallel.run(searches, DefectFrequency::line);
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
}
