package org.medchain.experiments.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.config.HostKind;
import org.medchain.comparison.config.LoadKind;
import org.medchain.experiments.execution.MeasuredCosts;
import org.medchain.experiments.execution.ReadableNumbers;
import org.medchain.experiments.execution.TrialEffort;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What trials will cost (EXP-43).
 *
 * @param trials number of them
 * @param cpuMin processor time of all, in minutes; empty where processes run them
 * @param error half of the 95 % interval of both times, as a share of them
 * @param threads trials at once, 1 or more
 * @param wallMin time on that number of free processors, in minutes
 * @param diskMib of their files and the report's, about
 * @param probed trials of this grid whose cost was measured
 * @param earlier trials of earlier runs on this machine
 */
public record CostEstimate(
    int trials,
    OptionalDouble cpuMin,
    double error,
    int threads,
    double wallMin,
    double diskMib,
    int probed,
    int earlier) {
  private static final double S_PER_MIN = 60;
  private static final double KIB_PER_MIB = 1024;

  /** A page with figures. */
  private static final double REPORT_MIB = 2;

  /** A histogram, which takes a block of the disk, and a row. */
  private static final double TRIAL_KIB = 4.5;

  /** Intervals of a day's steps, or rows of a search's. */
  private static final double STEPS_KIB = 6;

  /**
   * Of these trials.
   *
   * @param probed what some of them cost
   * @param earlier number of trials that it is based on besides
   * @param threads trials at once, 1 or more
   */
  public static CostEstimate of(
      List<TrialCell> trials, MeasuredCosts probed, int earlier, int threads) {
    double sumS = 0;
    double effortS = 0;
    double longestS = 0;
    double diskKib = 0;
    boolean real = false;
    for (TrialCell trial : trials) {
      double ownS = TrialEffort.of(trial).seconds();
      double costS = probed.costS(trial.protocol(), ownS);
      effortS += ownS;
      sumS += costS;
      longestS = Math.max(longestS, costS);
      LoadKind load = trial.config().workload().kind();
      boolean steps = load == LoadKind.DAY || load == LoadKind.SATURATION;
      diskKib += TRIAL_KIB + (steps ? STEPS_KIB : 0);
      real |= trial.config().host() == HostKind.CLUSTER;
    }
    if (!real && !trials.isEmpty()) {
      sumS += probed.costS(trials.getFirst().protocol(), TrialEffort.coldS(0, effortS));
    }
    return new CostEstimate(
        trials.size(),
        real ? OptionalDouble.empty() : OptionalDouble.of(sumS / S_PER_MIN),
        probed.error(),
        threads,
        Math.max(sumS / threads, longestS) / S_PER_MIN,
        REPORT_MIB + diskKib / KIB_PER_MIB,
        probed.trials(),
        earlier);
  }

  /** As a table. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("trials     " + trials);
    cpuMin.ifPresent(
        minutes ->
            lines.add(
                "CPU time   %s ± %s min (95 %%)"
                    .formatted(words(minutes), words(minutes * error))));
    lines.add(
        "wall time  %s ± %s min on %s"
            .formatted(
                words(wallMin),
                words(wallMin * error),
                threads == 1 ? "1 thread" : threads + " threads"));
    lines.add("disk       " + words(diskMib) + " MiB");
    lines.add(
        "known from %s trials of this grid, each cut, and %s of earlier runs here"
            .formatted(Integer.toString(probed), Integer.toString(earlier)));
    return lines;
  }

  private static String words(double number) {
    return ReadableNumbers.significant(number, 2);
  }

  /** The same as JSON. */
  public ObjectNode json() {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put("trials", trials);
    if (cpuMin.isPresent()) {
      json.put("cpu_min", cpuMin.getAsDouble());
      json.put("cpu_min_error_95", cpuMin.getAsDouble() * error);
    } else {
      json.putNull("cpu_min").putNull("cpu_min_error_95");
    }
    return json.put("threads", threads)
        .put("wall_min", wallMin)
        .put("wall_min_error_95", wallMin * error)
        .put("disk_mib", diskMib)
        .put("probed_trials", probed)
        .put("earlier_trials", earlier);
  }
}
