package org.medchain.measurements;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.medchain.application.search.Keyword;
import org.medchain.application.search.Padding;

/**
 * Searches over an owner's encrypted index (VER-10): what they find, and what they cost.
 *
 * @param records that the owner enters, of which it takes a fifth out
 * @param hits of the planted keywords
 * @param rounds of measurement, 1 or more
 * @param entriesOfRound number of entries that the searches of a round match in all, about
 * @param seed of the synthetic records
 */
record SearchBenchmark(int records, List<Integer> hits, int rounds, int entriesOfRound, long seed) {
  private static final int WARMING = 3;

  /** Number of keywords, besides the planted ones, that are searched and compared. */
  private static final int COMPARED = 100;

  /**
   * What was measured.
   *
   * @param lines a table in CSV, its head first
   * @param complete whether all answers were complete and those of a plain index
   */
  public record SearchTable(List<String> lines, boolean complete) {}

  /** The benchmark of the committed result. */
  public static SearchBenchmark full() {
    return new SearchBenchmark(100_000, List.of(1, 100, 10_000), 15, 20_000, 1);
  }

  /** The same with fewer records, in some seconds. */
  public static SearchBenchmark quick() {
    return new SearchBenchmark(2_000, List.of(1, 20, 200), 5, 5_000, 1);
  }

  /** Runs it; {@code progress} is told of what takes long. */
  public SearchTable run(Consumer<String> progress) {
    List<String> lines = new ArrayList<>(List.of(SearchCost.HEAD));
    boolean complete = true;
    for (Padding padding : Padding.values()) {
      CpuMeter making = CpuMeter.start();
      SearchedOwner owner = SearchedOwner.of(records, hits, padding, seed);
      progress.accept(
          String.format(
              Locale.ROOT,
              "padding %s: %,d entries of %,d records, %,d bytes on the ledger, made in %.0f s",
              name(padding),
              owner.entries(),
              records,
              owner.updateBytes(),
              making.cpuNs() / 1e9));
      List<SearchCost> costs = measured(owner);
      costs.forEach(each -> lines.add(each.csv(name(padding), records)));
      complete &= costs.stream().allMatch(SearchCost::complete) && others(owner);
    }
    return new SearchTable(lines, complete);
  }

  private static String name(Padding padding) {
    return padding.name().toLowerCase(Locale.ROOT);
  }

  /** In turns, so that what the machine does meanwhile meets all of them. */
  private List<SearchCost> measured(SearchedOwner owner) {
    List<SearchCost> costs =
        hits.stream().map(each -> new SearchCost(owner, SearchedOwner.planted(each))).toList();
    for (int round = 0; round < WARMING + rounds; round++) {
      if (round == WARMING) {
        costs.forEach(SearchCost::forget);
      }
      costs.forEach(each -> each.round(entriesOfRound));
    }
    return costs;
  }

  private static boolean others(SearchedOwner owner) {
    List<Keyword> known = owner.known();
    boolean complete = true;
    for (int i = 0; i < COMPARED; i++) {
      SearchCost search = new SearchCost(owner, known.get(i * known.size() / COMPARED));
      search.search(1);
      complete &= search.complete();
    }
    return complete;
  }
}
