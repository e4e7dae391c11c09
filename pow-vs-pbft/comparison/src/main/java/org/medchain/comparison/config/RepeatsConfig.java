package org.medchain.comparison.config;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How many trials each cell of the grid has, each with a seed of its own (key {@code repeats};
 * CMP-59, decision 0220). A file may have one number in place of the mapping: as many in each cell.
 *
 * @param min trials of each cell before the first look at its means, 3 to 10,000; one number may be
 *     less
 * @param max trials of each cell at most, {@code min} to 10,000
 * @param until how narrow the intervals of means have to be; nothing where there is one number
 */
public record RepeatsConfig(int min, int max, UntilConfig until) {
  public RepeatsConfig {
    ConfigChecks.refuseIf(
        until.shares().isEmpty() && min != max,
        "repeats.until must be one column or more, not empty");
    ConfigChecks.refuseIf(
        min > max,
        "repeats.min must be at most repeats.max, %s, not %s"
            .formatted(Integer.toString(max), Integer.toString(min)));
  }

  /** That many trials of each cell. */
  public static RepeatsConfig of(int trials) {
    return new RepeatsConfig(trials, trials, UntilConfig.defaults());
  }

  /** Whether all cells have as many trials. */
  public boolean isNumber() {
    return until.shares().isEmpty();
  }

  /** The number, or both. */
  @Override
  public String toString() {
    return isNumber() ? Integer.toString(max) : min + ".." + max;
  }

  /**
   * How narrow the 95 % intervals of means over repeats have to be (key {@code repeats.until};
   * CMP-59, decision 0220): half of the width as a share of the mean, more than 0 and at most 1.
   * The keys are columns of {@code trials.csv}; one without a share decides nothing.
   *
   * @param throughputTps requests that become final, a second
   * @param latencyP50Ms each repeat's own median latency
   * @param latencyP90Ms each repeat's own 90th percentile of latency
   * @param latencyP99Ms each repeat's own 99th percentile of latency
   * @param messagesPerTx messages for each final request
   * @param bytesPerTx bytes for each final request
   * @param hashesPerTx expected hashes for each final request
   * @param staleRate the share of stale blocks
   * @param falseAcceptedShare the share of false records that are found valid
   * @param dayVisitP50Ms each repeat's own median time of a visit
   */
  public record UntilConfig(
      OptionalDouble throughputTps,
      OptionalDouble latencyP50Ms,
      OptionalDouble latencyP90Ms,
      OptionalDouble latencyP99Ms,
      OptionalDouble messagesPerTx,
      OptionalDouble bytesPerTx,
      OptionalDouble hashesPerTx,
      OptionalDouble staleRate,
      OptionalDouble falseAcceptedShare,
      OptionalDouble dayVisitP50Ms) {
    /** Nothing has to be. */
    public static UntilConfig defaults() {
      return RecordCopy.absent(UntilConfig.class);
    }

    /** The shares by the names of their columns. */
    public Map<String, Double> shares() {
      Map<String, Double> shares = new LinkedHashMap<>();
      for (RecordComponent part : UntilConfig.class.getRecordComponents()) {
        ((OptionalDouble) RecordCopy.read(part, this))
            .ifPresent(share -> shares.put(ConfigKeys.of(part), share));
      }
      return shares;
    }
  }
}
