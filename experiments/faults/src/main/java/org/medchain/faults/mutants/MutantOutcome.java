package org.medchain.faults.mutants;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.BetaDistribution;

/**
 * What a search found.
 *
 * @param search which
 * @param found the seeds that show the defect, in their order; one where the first is enough
 * @param seconds how long it took; on processes that says more than a number of seeds
 */
public record MutantOutcome(MutantSearch search, List<FoundSeed> found, long seconds) {
  /** The id of the code as it is, in which nothing may be found (SCH-7). */
  public static final String CONTROL = "none";

  /** The columns of {@link #row}. */
  public static final String COLUMNS = "mutant,killed,oracle,first_seed,seeds_tried,targeted_test";

  /** The columns of {@link #medians}. */
  public static final String MEDIAN_COLUMNS =
      "mutant,master_seeds,killed,median_seeds_tried,least_seeds_tried,most_seeds_tried";

  /** The columns of {@link #frequency}. */
  public static final String FREQUENCY_COLUMNS =
      "defect,found,seeds,share,low_95,high_95,first_seed,first_oracle,oracles,median_cpu_s,source";

  private static final double TAIL = 0.025;

  /** Reads what {@link MutantRun} printed. */
  static MutantOutcome read(MutantSearch search, String said, long seconds) {
    try {
      return new MutantOutcome(search, said.lines().map(FoundSeed::parse).toList(), seconds);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("the search for " + search.id() + " " + e.getMessage(), e);
    }
  }

  /** The mutant's id, or {@link #CONTROL}. */
  public String id() {
    return search.id();
  }

  boolean killed() {
    return !found.isEmpty();
  }

  /** Seeds that were played. */
  long tried() {
    return killed() && !search.all() ? found.get(0).seed() - search.first() + 1 : search.seeds();
  }

  /**
   * Whether nothing is found in the code as it is, and each defect is; but of a defect in a table
   * of frequencies, or beside the baseline, any number may be found.
   */
  public boolean isFine() {
    return search.mutant().isEmpty()
        ? !killed()
        : killed() || search.all() || search.host() == MutantHost.BASELINE;
  }

  private String firstSeed(String otherwise) {
    return killed() ? Long.toString(found.get(0).seed()) : otherwise;
  }

  private String firstOracle(String otherwise) {
    return killed() ? found.get(0).oracle() : otherwise;
  }

  /** Its row under {@link #COLUMNS}; what is absent stays empty. */
  public String row() {
    String test = search.mutant().map(SourceMutant::targetedTest).orElse("");
    return String.join(
        ",", id(), "" + killed(), firstOracle(""), firstSeed(""), "" + tried(), test);
  }

  /** Its line on a terminal. */
  public String line() {
    if (search.all()) {
      return String.format(
          Locale.ROOT,
          "%-20s %5d of %d  [%.4f, %.4f]  %s",
          id(),
          found.size(),
          search.seeds(),
          low(),
          high(),
          oracles());
    }
    String survivor = search.mutant().isEmpty() ? "sound" : "SURVIVED";
    return String.format(
        Locale.ROOT,
        "%-5s %-8s %-5s %6s %7d  %s",
        id(),
        killed() ? "killed" : survivor,
        firstOracle("-"),
        firstSeed("-"),
        tried(),
        search.mutant().map(SourceMutant::title).orElse("the code as it is"));
  }

  /**
   * The row under {@link #MEDIAN_COLUMNS} of several searches for one defect, each with its own
   * seeds: how long a search takes is itself a matter of luck, so one is not enough to speak of. A
   * search that found nothing counts with all its seeds.
   */
  public static String medians(List<MutantOutcome> searches) {
    List<Long> tried = searches.stream().map(MutantOutcome::tried).sorted().toList();
    long killed = searches.stream().filter(MutantOutcome::killed).count();
    long median = tried.get((tried.size() - 1) / 2); // the lower one of two
    return Stream.of(searches.size(), killed, median, tried.getFirst(), tried.getLast())
        .map(Object::toString)
        .collect(joining(",", searches.getFirst().id() + ",", ""));
  }

  /** Lower end of the interval of Clopper and Pearson (1934). */
  double low() {
    return killed()
        ? new BetaDistribution(found.size(), search.seeds() - found.size() + 1)
            .inverseCumulativeProbability(TAIL)
        : 0;
  }

  /** Its upper end. */
  double high() {
    return found.size() < search.seeds()
        ? new BetaDistribution(found.size() + 1, search.seeds() - found.size())
            .inverseCumulativeProbability(1 - TAIL)
        : 1;
  }

  private String oracles() {
    return found.stream()
        .collect(groupingBy(FoundSeed::oracle, TreeMap::new, counting()))
        .entrySet()
        .stream()
        .map(each -> each.getKey() + " " + each.getValue())
        .collect(joining("; "));
  }

  /** CPU time from one finding to the next, as the median; empty if nothing was found. */
  private String medianCpuSeconds() {
    List<Long> times = found.stream().map(FoundSeed::cpuNs).sorted().toList();
    return killed()
        ? String.format(Locale.ROOT, "%.2f", times.get((times.size() - 1) / 2) / 1e9)
        : "";
  }

  /** How often the same seeds show it: found k of N (SCH-16), under {@link #FREQUENCY_COLUMNS}. */
  public String frequency() {
    return String.format(
        Locale.ROOT,
        "%s,%d,%d,%.4f,%.4f,%.4f,%s,%s,%s,%s,\"%s\"",
        id(),
        found.size(),
        search.seeds(),
        (double) found.size() / search.seeds(),
        low(),
        high(),
        firstSeed(""),
        firstOracle(""),
        oracles(),
        medianCpuSeconds(),
        search.mutant().map(SourceMutant::source).orElse(""));
  }
}
