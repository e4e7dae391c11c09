package org.medchain.comparison;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.medchain.comparison.config.LoadKind;
import org.medchain.comparison.config.SaturationConfig;
import org.medchain.comparison.config.WorkloadConfig;
import org.medchain.comparison.metrics.SaturationOutcome;
import org.medchain.comparison.metrics.SaturationStep;
import org.medchain.comparison.metrics.SaturationStep.StepPurpose;
import org.medchain.comparison.metrics.Throughput;
import org.medchain.comparison.metrics.TrialOutcome;

/**
 * Finds the most that a cell sustains, by steps of open load (CMP-52; decision 0220): a ladder of
 * rising rates up to the first that is not sustained, or of falling ones from a first that is not,
 * a bisection between both, a longer look at the highest sustained rate, trials that took no part
 * in the search to measure the saturation, and latencies at shares of the highest sustained rate.
 * Each step has seeds of its own that follow from the cell's, so the outcome is a function of the
 * cell and the code, on any host that runs a trial.
 */
public final class SaturationSearch {
  /** A step with more requests would not fit into memory. */
  private static final double REQUESTS_MAX = 2e6;

  /** How much longer a rate is looked at again that missed the share narrowly. */
  private static final int LONGER = 4;

  /** Number of trials that measure the saturation. */
  public static final int MEASURED = 8;

  private static final double CONFIDENCE = 0.95;

  /** Narrow is within this multiple of what may be missing. */
  private static final double NARROW = 4;

  /** Rates are rounded, so that the repeats of a cell have steps at the same rates. */
  private static final MathContext RATE_DIGITS = new MathContext(4);

  private static final MathContext WORD_DIGITS = new MathContext(3);

  private final TrialCell cell;
  private final SaturationConfig config;
  private final StepTrial trial;
  private final StepHook hook;
  private final List<SaturationStep> steps = new ArrayList<>();
  private OptionalDouble firstMedianMs = OptionalDouble.empty();
  private final Deque<Double> sustainedTps = new ArrayDeque<>();
  private OptionalDouble unsustainedTps = OptionalDouble.empty();
  private boolean overloaded;
  private Optional<TrialResult> row = Optional.empty();
  private Optional<String> note = Optional.empty();

  /** Runs one step, as a host runs any trial of open load. */
  @FunctionalInterface
  public interface StepTrial {
    /**
     * The result of a step.
     *
     * @throws TrialCancelled if the hook wanted it to stop
     */
    TrialResult run(TrialCell step, TrialHook hook);
  }

  private SaturationSearch(TrialCell cell, TrialHook hook, StepTrial trial) {
    this.cell = cell;
    this.config = cell.config().workload().saturation();
    this.trial = trial;
    this.hook = new StepHook(hook);
  }

  /**
   * Runs a trial on a host: one whose load is a search step by step, any other at once. The row of
   * a search is that of its highest sustained step, or of the first step if there is no such step.
   *
   * @throws TrialCancelled if the hook wanted it to stop
   */
  public static TrialResult run(TrialCell cell, TrialHook hook, StepTrial trial) {
    return cell.config().workload().kind() == LoadKind.SATURATION
        ? new SaturationSearch(cell, hook, trial).result()
        : trial.run(cell, hook);
  }

  private TrialResult result() {
    climb(rounded(cell.config().workload().rateTps()));
    do {
      bisect();
    } while (!isConfirmed());
    boolean found = !sustainedTps.isEmpty() && unsustainedTps.isPresent();
    SummaryStatistics measured = found ? measured() : new SummaryStatistics();
    if (!sustainedTps.isEmpty()) {
      config.loadShares().stream().filter(share -> share < 1).forEach(this::measureShare);
      keep(measureShare(1));
    }
    return row.orElseThrow().with(outcome(measured), found ? Optional.empty() : note);
  }

  private SaturationOutcome outcome(SummaryStatistics measured) {
    OptionalDouble highest =
        sustainedTps.stream().mapToDouble(Double::doubleValue).reduce((first, second) -> second);
    OptionalDouble none = OptionalDouble.empty();
    if (measured.getN() == 0) {
      return new SaturationOutcome(none, none, none, highest, unsustainedTps, steps);
    }
    double half =
        new TDistribution(null, MEASURED - 1).inverseCumulativeProbability((1 + CONFIDENCE) / 2)
            * measured.getStandardDeviation()
            / StrictMath.sqrt(MEASURED);
    double mean = measured.getMean();
    return new SaturationOutcome(
        OptionalDouble.of(mean),
        OptionalDouble.of(mean - half),
        OptionalDouble.of(mean + half),
        highest,
        unsustainedTps,
        steps);
  }

  /**
   * What becomes final, by trials whose seeds had no say in the choice of their rate: at the least
   * rate of which too little does, where the queue is never empty and luck of the search moves
   * nothing; at the highest sustained one where latency alone ends what is sustained. A window
   * begins when a usual step ends: a queue that still fills gives less than a full one.
   */
  private SummaryStatistics measured() {
    double rateTps = overloaded ? unsustainedTps.orElseThrow() : sustainedTps.getLast();
    WorkloadConfig load = cell.config().workload().step(rateTps);
    double usualS = cell.step(0, load).timing().durationS();
    WorkloadConfig filled =
        fits(2 * rateTps) ? load.step(rateTps, usualS, usualS + windowS(rateTps)) : load;
    SummaryStatistics measured = new SummaryStatistics();
    for (int i = 0; i < MEASURED; i++) {
      TrialResult result = run(filled);
      add(StepPurpose.MEASUREMENT, OptionalDouble.empty(), rateTps, result, failure(result));
      // Without a window nothing would have been sustained.
      measured.addValue(result.load().throughput().tps().orElseThrow());
    }
    return measured;
  }

  /** Looks at the highest sustained rate for longer: if it only had luck, it is not sustained. */
  private boolean isConfirmed() {
    if (sustainedTps.isEmpty() || unsustainedTps.isEmpty()) {
      return true;
    }
    double rateTps = sustainedTps.getLast();
    if (!fits(LONGER * rateTps)) {
      return true;
    }
    TrialResult result = runLonger(rateTps);
    Optional<String> failure = failure(result);
    add(StepPurpose.CONFIRMATION, OptionalDouble.empty(), rateTps, result, failure);
    if (failure.isPresent()) {
      unsustained(rateTps, result);
      sustainedTps.removeLast();
    }
    if (sustainedTps.isEmpty()) {
      climb(rounded(rateTps / config.growthFactor()));
    }
    return failure.isEmpty();
  }

  private static boolean isAlive(TrialResult result) {
    return result.load().throughput().tps().orElse(0) > 0;
  }

  /** Upwards until a step is too much, or downwards until one is not, or nothing is final. */
  private void climb(double firstTps) {
    boolean up = isSustained(StepPurpose.LADDER, firstTps);
    double rateTps = firstTps;
    for (int i = 1; i < config.ladderSteps(); i++) {
      rateTps = rounded(up ? rateTps * config.growthFactor() : rateTps / config.growthFactor());
      boolean known = up && rateTps >= unsustainedTps.orElse(Double.POSITIVE_INFINITY);
      if (known || (!up && !isAlive(row.orElseThrow()))) {
        return;
      }
      if (!fits(rateTps)) {
        note =
            Optional.of(
                "no saturation: a step at %s tx/s has too many requests".formatted(words(rateTps)));
        return;
      }
      if (isSustained(StepPurpose.LADDER, rateTps) != up) {
        return;
      }
    }
    if (up) {
      note = Optional.of("no saturation: all steps of the ladder are sustained");
    }
  }

  private void bisect() {
    while (!sustainedTps.isEmpty() && unsustainedTps.isPresent()) {
      double low = sustainedTps.getLast();
      double high = unsustainedTps.getAsDouble();
      double middle = rounded(StrictMath.sqrt(low * high));
      if (high <= low * (1 + config.bracketWidth()) || middle <= low || middle >= high) {
        return;
      }
      isSustained(StepPurpose.BISECTION, middle);
    }
  }

  private TrialResult measureShare(double share) {
    double rateTps = rounded(share * sustainedTps.getLast());
    TrialResult result = run(rateTps);
    add(StepPurpose.SHARE, OptionalDouble.of(share), rateTps, result, failure(result));
    return result;
  }

  /** Runs a step that narrows the bracket, and keeps what it says. */
  private boolean isSustained(StepPurpose purpose, double rateTps) {
    TrialResult result = run(rateTps);
    Optional<String> failure = failure(result);
    if (isNarrow(result) && fits(LONGER * rateTps)) {
      add(StepPurpose.NARROW, OptionalDouble.empty(), rateTps, result, failure);
      result = runLonger(rateTps);
      failure = failure(result);
    }
    add(purpose, OptionalDouble.empty(), rateTps, result, failure);
    if (failure.isPresent()) {
      unsustained(rateTps, result);
      if (sustainedTps.isEmpty()) {
        keep(result);
        note = failure.map(why -> "no saturation: no step is sustained: " + why);
      }
      return false;
    }
    if (firstMedianMs.isEmpty()) {
      firstMedianMs = result.load().percentiles().p50Ms();
    }
    sustainedTps.addLast(rateTps);
    keep(result);
    return true;
  }

  private void unsustained(double rateTps, TrialResult result) {
    unsustainedTps = OptionalDouble.of(rateTps);
    overloaded = missesShare(result.load().throughput()) || !result.requests().drained();
  }

  private boolean missesShare(Throughput throughput) {
    double offeredTps = throughput.offeredTps().orElse(0);
    return throughput.tps().orElse(offeredTps) < config.requiredShare() * offeredTps;
  }

  /** As the row, unless nodes disagreed in a step before. */
  private void keep(TrialResult result) {
    if (row.filter(SaturationSearch::isBroken).isEmpty()) {
      row = Optional.of(result);
    }
  }

  /** A violation of agreement is the result of the whole trial, at whichever rate it happens. */
  private static boolean isBroken(TrialResult result) {
    return result.verdict() == TrialOutcome.FAIL && result.chain().agreementViolations() > 0;
  }

  private TrialResult run(double rateTps) {
    return run(cell.config().workload().step(rateTps));
  }

  private TrialResult run(WorkloadConfig load) {
    TrialResult result = trial.run(cell.step(steps.size() + 1, load), hook);
    hook.ended(result);
    return result;
  }

  private TrialResult runLonger(double rateTps) {
    WorkloadConfig load = cell.config().workload().step(rateTps);
    double usualS = cell.step(0, load).timing().durationS();
    return run(load.step(rateTps, usualS + (LONGER - 1) * windowS(rateTps)));
  }

  private double windowS(double rateTps) {
    TrialTiming usual = cell.step(0, cell.config().workload().step(rateTps)).timing();
    return usual.durationS() - usual.windowFromS();
  }

  /**
   * Whether no more is missing than chance may have left: requests that wait at the beginning and
   * at the end of a window differ in number, the more so where blocks come by chance, and weighs
   * the more the shorter the window is.
   */
  private boolean isNarrow(TrialResult result) {
    Throughput throughput = result.load().throughput();
    double offeredTps = throughput.offeredTps().orElse(0);
    double missingTps = offeredTps - throughput.tps().orElse(offeredTps);
    return missesShare(throughput)
        && missingTps <= NARROW * (1 - config.requiredShare()) * offeredTps;
  }

  private void add(
      StepPurpose purpose,
      OptionalDouble share,
      double rateTps,
      TrialResult result,
      Optional<String> failure) {
    if (isBroken(result)) {
      row = Optional.of(row.filter(SaturationSearch::isBroken).orElse(result));
    }
    steps.add(
        new SaturationStep(
            steps.size() + 1,
            purpose,
            share,
            rateTps,
            failure.isEmpty(),
            failure,
            result.requests(),
            result.load().throughput(),
            result.load().percentiles(),
            result.costs().messages(),
            result.virtualS(),
            result.traceHash()));
  }

  /** Why a step is not sustained; empty where it is. */
  private Optional<String> failure(TrialResult result) {
    Throughput throughput = result.load().throughput();
    if (throughput.tps().isEmpty()) {
      return Optional.of("there is no steady window");
    }
    double finalTps = throughput.tps().getAsDouble();
    double offeredTps = throughput.offeredTps().orElse(0);
    if (missesShare(throughput)) {
      return Optional.of(
          "of %s tx/s offered, %s became final".formatted(words(offeredTps), words(finalTps)));
    }
    OptionalDouble median = result.load().percentiles().p50Ms();
    if (!result.requests().drained() || median.isEmpty()) {
      return Optional.of(
          "%s of %s requests were not final at the bound"
              .formatted(
                  Long.toString(result.requests().uncommitted()),
                  Long.toString(result.requests().submitted())));
    }
    double boundMs = config.latencyBound() * firstMedianMs.orElse(Double.POSITIVE_INFINITY);
    return median.getAsDouble() <= boundMs
        ? Optional.empty()
        : Optional.of(
            "the median of %s ms is over %s ms"
                .formatted(words(median.getAsDouble()), words(boundMs)));
  }

  private boolean fits(double rateTps) {
    WorkloadConfig load = cell.config().workload().step(rateTps);
    double durationS = cell.step(0, load).timing().durationS();
    return rateTps * durationS <= REQUESTS_MAX;
  }

  private static double rounded(double rateTps) {
    return new BigDecimal(rateTps).round(RATE_DIGITS).doubleValue();
  }

  private static String words(double value) {
    return new BigDecimal(value).round(WORD_DIGITS).stripTrailingZeros().toPlainString();
  }

  /** Adds up what each step counts from 0. */
  private static final class StepHook implements TrialHook {
    private final TrialHook whole;
    private double endedS;
    private long endedMessages;

    StepHook(TrialHook whole) {
      this.whole = whole;
    }

    @Override
    public boolean isCancelled() {
      return whole.isCancelled();
    }

    @Override
    public void onProgress(double virtualS, long messages) {
      whole.onProgress(endedS + virtualS, endedMessages + messages);
    }

    void ended(TrialResult step) {
      endedS += step.virtualS();
      endedMessages += step.costs().messages();
    }
  }
}
