package org.medchain.chaos.mutants;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.IntervalUtils;

/**
 * How often a search over a fixed number of seeds finds a defect: found k of N (SCH-16).
 *
 * @param id of the defect; {@link MutantOutcome#CONTROL} is the unchanged code
 * @param seeds N
 * @param found the seeds that show it, in their order
 * @param source who published it; empty for the unchanged code
 */
public record DefectFrequency(String id, long seeds, List<FoundSeed> found, String source) {
  /** The first line of the table. */
  public static final String HEADER =
      "defect,found,seeds,share,low_95,high_95,first_seed,first_oracle,oracles,median_cpu_s,source";

  private static final double CONFIDENCE = 0.95;

  /**
   * A seed that shows the defect.
   *
   * @param oracle which found it
   * @param seed of the schedule
   * @param cpuNs CPU time since the seed found before, or since the beginning
   */
  record FoundSeed(String oracle, long seed, long cpuNs) {}

  public DefectFrequency {
    found = List.copyOf(found);
  }

  /** Reads what {@link SeedCountRun} printed. */
  static DefectFrequency read(String id, long seeds, String source, String said) {
    List<FoundSeed> found = new ArrayList<>();
    for (String line : said.lines().toList()) {
      String[] words = line.split(" ", -1);
      if (words.length != 3) {
        throw new IllegalArgumentException("the search for " + id + " printed: " + line);
      }
      found.add(new FoundSeed(words[0], Long.parseLong(words[1]), Long.parseLong(words[2])));
    }
    return new DefectFrequency(id, seeds, found, source);
  }

  /** Whether the unchanged code is sound; of a defect any number may be found. */
  public boolean isFine() {
    return !id.startsWith(MutantOutcome.CONTROL) || found.isEmpty();
  }

  /** Lower end of the interval of Clopper and Pearson (1934). */
  double low() {
    int all = Math.toIntExact(seeds);
    return found.isEmpty()
        ? 0
        : found.size() == all ? Math.pow(tail(), 1.0 / all) : interval().getLowerBound();
  }

  /** Its upper end. */
  double high() {
    int all = Math.toIntExact(seeds);
    return found.size() == all
        ? 1
        : found.isEmpty() ? 1 - Math.pow(tail(), 1.0 / all) : interval().getUpperBound();
  }

  private static double tail() {
    return (1 - CONFIDENCE) / 2;
  }

  private ConfidenceInterval interval() {
    return IntervalUtils.getClopperPearsonInterval(
        Math.toIntExact(seeds), found.size(), CONFIDENCE);
  }

  /** CPU time from one finding to the next, as the median; empty if nothing was found. */
  private String medianCpuSeconds() {
    if (found.isEmpty()) {
      return "";
    }
    List<Long> times = found.stream().map(FoundSeed::cpuNs).sorted().toList();
    return String.format(Locale.ROOT, "%.2f", times.get((times.size() - 1) / 2) / 1e9);
  }

  private String oracles() {
    Map<String, Long> counts =
        found.stream()
            .collect(Collectors.groupingBy(FoundSeed::oracle, TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .map(each -> each.getKey() + " " + each.getValue())
        .collect(Collectors.joining("; "));
  }

  /** Its row under {@link #HEADER}; what is absent stays empty. */
  public String row() {
    return String.join(
        ",",
        id,
        Integer.toString(found.size()),
        Long.toString(seeds),
        String.format(Locale.ROOT, "%.4f", (double) found.size() / seeds),
        String.format(Locale.ROOT, "%.4f", low()),
        String.format(Locale.ROOT, "%.4f", high()),
        found.isEmpty() ? "" : Long.toString(found.get(0).seed()),
        found.isEmpty() ? "" : found.get(0).oracle(),
        oracles(),
        medianCpuSeconds(),
        '"' + source + '"');
  }

  /** Its line on a terminal. */
  public String line() {
    return String.format(
        Locale.ROOT,
        "%-20s %5d of %d  [%.4f, %.4f]  %s",
        id,
        found.size(),
        seeds,
        low(),
        high(),
        oracles());
  }
}
