package org.medchain.comparison;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import org.medchain.comparison.config.LoadKind;
import org.medchain.comparison.config.WorkloadConfig;
import org.medchain.comparison.metrics.MeasurementWindow;

/**
 * How long a trial's load is and what of it is measured, in s of virtual time (CMP-49; decision
 * 0191). Defaults follow from the time that finality takes in the cell ({@link
 * ExpectedFinalityTime}).
 *
 * @param warmupS requests from before it are not measured
 * @param durationS nothing is submitted from it on
 * @param drainS how long the run may continue then
 * @param settleS from here on a load that is borne is in its steady state
 * @param minimumS what a window has to be long, at least
 * @param equivocates whether a primary that searches for no block equivocates; it is replaced once,
 *     at a random time
 */
public record TrialTiming(
    double warmupS,
    double durationS,
    double drainS,
    double settleS,
    double minimumS,
    boolean equivocates) {
  /** A window of PBFT's, whose blocks come when requests do. */
  private static final double SHORT_S = 20;

  /** Number of requests for a 99th percentile of one trial. */
  private static final double REQUESTS = 200;

  /** Number of blocks in a window: their number varies by a seventh from trial to trial. */
  private static final double BLOCKS = 50;

  /**
   * Less than this may not be told apart in a step of a search: a share of 1 has no margin that a
   * window could be long enough for.
   */
  private static final double LEAST_MARGIN = 0.02;

  /**
   * Number of blocks that suffices for a configured length: their number varies by more than a
   * fifth.
   */
  private static final double BLOCKS_ENOUGH = 20;

  private static final double ENOUGH_S = 1;

  /** Steps of a visit, each of which may have to wait for the one before to be final (CMP-55). */
  private static final int DAY_STEPS = 8;

  /** Long for who waits, short for who simulates. */
  private static final double DRAIN_S = 600;

  /** The same for a step of a search, whose overload need not be worked off (CMP-52). */
  private static final double STEP_DRAIN_S = 10;

  /** Of a trial. */
  public static TrialTiming of(TrialCell cell) {
    FaultAssignment faulty = FaultAssignment.of(cell);
    boolean replaced = !cell.consensus().searches() && faulty.equivocates();
    return of(cell, ExpectedFinalityTime.of(cell, faulty), replaced);
  }

  private static TrialTiming of(
      TrialCell cell, ExpectedFinalityTime finality, boolean equivocates) {
    WorkloadConfig workload = cell.config().workload();
    double settleS = finality.settleS();
    boolean hasRate = workload.kind() == LoadKind.OPEN || workload.kind() == LoadKind.SATURATION;
    double requestsS = hasRate ? REQUESTS / workload.rateTps() : 0;
    int inSequence = workload.kind() == LoadKind.DAY ? DAY_STEPS : 1;
    OptionalDouble stepS = workload.saturation().windowS();
    double shortS = stepS.orElse(SHORT_S);
    double boundS = stepS.isPresent() ? STEP_DRAIN_S : DRAIN_S;
    double margin = Math.max(LEAST_MARGIN, 1 - workload.saturation().requiredShare());
    // The number of blocks varies by one in its root: by no more than the margin of the criterion.
    double blocks = stepS.isPresent() ? 1 / (margin * margin) : BLOCKS;
    double windowS = max(shortS, requestsS, blocks * finality.intervalS(), 2 * settleS);
    double fromS = Math.max(settleS, workload.warmupS().orElse(0));
    double durationS = workload.durationS().orElse(fromS + windowS);
    double leastS = max(ENOUGH_S, settleS, BLOCKS_ENOUGH * finality.intervalS());
    boolean steady = durationS - fromS >= leastS;
    return new TrialTiming(
        workload.warmupS().orElse(steady ? settleS : 0),
        durationS,
        workload.drainS().orElse(inSequence * Math.max(boundS, 4 * settleS)),
        settleS,
        leastS,
        equivocates);
  }

  private static double max(double... values) {
    return DoubleStream.of(values).max().orElseThrow();
  }

  /** The bound of the whole run. */
  public double endS() {
    return durationS + drainS;
  }

  /**
   * Where the window begins in which finality is counted, if there is one; it ends with the load.
   */
  public double windowFromS() {
    return Math.max(settleS, warmupS);
  }

  /** Length of the window; empty where the load is over before it is in its steady state. */
  public OptionalDouble windowS() {
    double lengthS = durationS - windowFromS();
    return lengthS >= minimumS ? OptionalDouble.of(lengthS) : OptionalDouble.empty();
  }

  /** The same in µs, for counters. */
  public MeasurementWindow measurementWindow() {
    long warmupUs = ConfigDurations.secondsToUs(warmupS);
    return windowS().isPresent()
        ? new MeasurementWindow(
            warmupUs,
            ConfigDurations.secondsToUs(windowFromS()),
            ConfigDurations.secondsToUs(durationS),
            !equivocates)
        : MeasurementWindow.withoutWindow(warmupUs);
  }

  /** Why throughput or percentiles are missing; empty where there are all. */
  public Optional<String> missingFigures() {
    if (windowS().isEmpty()) {
      return Optional.of(
          "no throughput and no 90th and 99th percentile: a load of %s s has no steady window,"
                  .formatted(words(durationS))
              + " which begins after %s s here and lasts %s s or more"
                  .formatted(words(windowFromS()), words(minimumS)));
    }
    return equivocates
        ? Optional.of(
            "no 90th and 99th percentile: an equivocating primary is replaced once, at a random"
                + " time, so they would depend on the load's length")
        : Optional.empty();
  }

  private static String words(double seconds) {
    return new BigDecimal(seconds).round(new MathContext(3)).stripTrailingZeros().toPlainString();
  }

  /** A reason for something else, and why figures are missing. */
  Optional<String> appendReason(Optional<String> reason) {
    return reason.isPresent() && missingFigures().isPresent()
        ? reason.map(text -> text + "; " + missingFigures().get())
        : reason.or(this::missingFigures);
  }
}
