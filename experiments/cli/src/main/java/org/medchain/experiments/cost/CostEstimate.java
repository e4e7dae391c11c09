package org.medchain.experiments.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialEffort;
import org.medchain.comparison.config.HostKind;
import org.medchain.comparison.config.LoadKind;
import org.medchain.experiments.execution.ReadableNumbers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * What trials will cost (EXP-43).
 *
 * @param trials number of them
 * @param cpuMin processor time of all, in minutes; empty where processes run them
 * @param wallMin time on that number of free processors, in minutes
 * @param errorShare half of the 95 % interval of both times, as a share of them
 * @param threads trials at once, 1 or more
 * @param diskMib of their files and the report's, about
 * @param atMost the same with all repeats, where their number follows from the results (CMP-59)
 */
public record CostEstimate(
    int trials,
    OptionalDouble cpuMin,
    double wallMin,
    double errorShare,
    int threads,
    double diskMib,
    Optional<CostEstimate> atMost) {
  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private static final double S_PER_MIN = 60;

  /** Of machines whose speed is not known. */
  private static final double ERROR = 0.7;

  private static final double KIB_PER_MIB = 1024;

  /** A page with figures. */
  private static final double REPORT_MIB = 2;

  /** A histogram, which takes a block of the disk, and a row. */
  private static final double TRIAL_KIB = 4.5;

  /** Intervals of a day's steps, or rows of a search's. */
  private static final double STEPS_KIB = 6;

  /**
   * Of the trials that run next.
   *
   * @param trials those
   * @param most they and those that may follow
   * @param threads trials at once, 1 or more
   */
  public static CostEstimate of(List<TrialCell> trials, List<TrialCell> most, int threads) {
    double sumS = 0;
    double effortS = 0;
    double longestS = 0;
    double diskKib = 0;
    boolean real = false;
    for (TrialCell trial : trials) {
      double ownS = TrialEffort.of(trial).seconds();
      double costS = TrialEffort.withCompiler(effortS, ownS);
      effortS += ownS;
      sumS += costS;
      longestS = Math.max(longestS, costS);
      LoadKind load = trial.config().workload().kind();
      diskKib += TRIAL_KIB + (load == LoadKind.DAY || load == LoadKind.SATURATION ? STEPS_KIB : 0);
      real |= trial.config().host() == HostKind.CLUSTER;
    }
    return new CostEstimate(
        trials.size(),
        real ? OptionalDouble.empty() : OptionalDouble.of(sumS / S_PER_MIN),
        Math.max(sumS / threads, longestS) / S_PER_MIN,
        ERROR,
        threads,
        REPORT_MIB + diskKib / KIB_PER_MIB,
        most.size() == trials.size() ? Optional.empty() : Optional.of(of(most, most, threads)));
  }

  /** As a table. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("trials     " + trials + atMost.map(all -> ", at most " + all.trials).orElse(""));
    if (cpuMin.isPresent()) {
      lines.add("CPU time   " + words(all -> all.cpuMin.orElseThrow()));
    }
    String on = " on " + threads + (threads == 1 ? " thread" : " threads");
    lines.add("wall time  " + words(CostEstimate::wallMin) + on);
    lines.add("disk       " + two(diskMib) + " MiB");
    return lines;
  }

  private String words(ToDoubleFunction<CostEstimate> time) {
    double minutes = time.applyAsDouble(this);
    String most = atMost.map(all -> ", at most " + two(time.applyAsDouble(all))).orElse("");
    return two(minutes) + " ± " + two(minutes * errorShare) + " min (95 %)" + most;
  }

  private static String two(double number) {
    return ReadableNumbers.significant(number, 2);
  }

  /** The same as JSON. */
  public JsonNode json() {
    return JSON.valueToTree(this);
  }
}
