package org.medchain.comparison.metrics;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/**
 * Collects what became of the requests of one run, and when, from their intended starts (CMP-6,
 * CMP-7). Requests with an intended start before the warm-up's end count as submitted and
 * committed, but not in latencies. Throughput counts what becomes final in a window of time
 * (CMP-50).
 */
public final class LatencyRecorder {
  /** Three digits: a value read from the histogram is off by a thousandth at most. */
  private static final int DIGITS = 3;

  private static final double US_PER_MS = 1e3;

  private final MeasurementWindow span;

  /** The tag of the histogram of requests before the measuring begins. */
  public static final String WARMUP = "warmup";

  private final Histogram measured = new Histogram(DIGITS);
  private final Histogram warmup = new Histogram(DIGITS);

  /** The measured latencies themselves, because a percentile shall be one of them. */
  private long[] latenciesUs = new long[64];

  private int finals;
  private long submittedMeasured;
  private long submitted;
  private long committed;
  private long refused;
  private long warmupMaxUs;
  private long offeredInWindow;
  private long finalInWindow;

  /** A recorder for that span of a run. */
  public LatencyRecorder(MeasurementWindow span) {
    this.span = span;
    long warmupUs = span.warmupUs();
    warmup.setTag(WARMUP);
    warmup.setStartTimeStamp(0);
    warmup.setEndTimeStamp(warmupUs / 1000);
    measured.setStartTimeStamp(warmupUs / 1000);
  }

  /** A request was submitted that was to start at {@code intendedUs}. */
  public void submitted(long intendedUs) {
    submitted++;
    if (intendedUs >= span.warmupUs()) {
      submittedMeasured++;
    }
    if (span.contains(intendedUs)) {
      offeredInWindow++;
    }
  }

  /** A submitted request became final; {@code succeeded} says whether its receipt is OK. */
  public void committed(long intendedUs, long finalUs, boolean succeeded) {
    committed++;
    if (!succeeded) {
      refused++;
    }
    if (span.contains(finalUs)) {
      finalInWindow++;
    }
    if (intendedUs < span.warmupUs()) {
      warmup.recordValue(finalUs - intendedUs);
      warmupMaxUs = Math.max(warmupMaxUs, finalUs - intendedUs);
      return;
    }
    measured.recordValue(finalUs - intendedUs);
    if (finals == latenciesUs.length) {
      latenciesUs = Arrays.copyOf(latenciesUs, 2 * finals);
    }
    latenciesUs[finals++] = finalUs - intendedUs;
  }

  /** What became of all requests. */
  public RequestCounts requests() {
    return new RequestCounts(submitted, committed, refused);
  }

  /** What became of them in time. */
  public LoadMetrics figures() {
    OptionalDouble warmupMaxMs =
        warmup.getTotalCount() == 0
            ? OptionalDouble.empty()
            : OptionalDouble.of(warmupMaxUs / US_PER_MS);
    return new LoadMetrics(submittedMeasured, throughput(), percentiles(), warmupMaxMs);
  }

  /**
   * Percentiles over the measured requests, the uncommitted ones as infinitely late; those that
   * need a steady state are empty where there is none.
   */
  public LatencyPercentiles percentiles() {
    long[] sorted = Arrays.copyOf(latenciesUs, finals);
    Arrays.sort(sorted);
    OptionalDouble none = OptionalDouble.empty();
    return new LatencyPercentiles(
        StepOutcome.percentile(sorted, submittedMeasured, 50),
        span.hasTail() ? StepOutcome.percentile(sorted, submittedMeasured, 90) : none,
        span.hasTail() ? StepOutcome.percentile(sorted, submittedMeasured, 99) : none,
        StepOutcome.percentile(sorted, submittedMeasured, 100));
  }

  /** Finality in the window; the offered load is beside it. */
  public Throughput throughput() {
    return span.hasWindow()
        ? new Throughput(
            OptionalDouble.of(offeredInWindow / span.windowS()),
            OptionalDouble.of(finalInWindow / span.windowS()),
            OptionalDouble.of(span.windowS()))
        : Throughput.EMPTY;
  }

  /** Latencies of the measured requests that became final, in µs, for a run that ended then. */
  public Histogram latency(long endUs) {
    measured.setEndTimeStamp(endUs / 1000);
    return measured;
  }

  /** The same of the warm-up; its tag is {@code warmup}. */
  public Histogram warmup() {
    return warmup;
  }
}
