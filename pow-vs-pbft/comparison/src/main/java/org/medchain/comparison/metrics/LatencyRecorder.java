package org.medchain.comparison.metrics;

import java.util.Arrays;
import java.util.OptionalDouble;
import org.HdrHistogram.Histogram;

/**
 * Collects what became of the requests of one run, and when, from their intended starts (CMP-6,
 * CMP-7). Requests with an intended start before the warm-up's end count as submitted and
 * committed, but not in latencies and throughput.
 */
public final class LatencyRecorder {
  /** Three digits: a value read from the histogram is off by a thousandth at most. */
  private static final int DIGITS = 3;

  private static final double US_PER_MS = 1e3;
  private static final double US_PER_S = 1e6;

  private final long warmupUs;
  private final Histogram measured = new Histogram(DIGITS);
  private final Histogram warmup = new Histogram(DIGITS);

  /** The measured latencies themselves, because a percentile shall be one of them. */
  private long[] latenciesUs = new long[64];

  private int finals;
  private long submittedMeasured;
  private long submitted;
  private long committed;
  private long refused;
  private long firstStartUs = Long.MAX_VALUE;
  private long lastFinalUs;

  /** A recorder whose warm-up ends at {@code warmupUs} of virtual time, in microseconds. */
  public LatencyRecorder(long warmupUs) {
    this.warmupUs = warmupUs;
    warmup.setTag("warmup");
    warmup.setStartTimeStamp(0);
    warmup.setEndTimeStamp(warmupUs / 1000);
    measured.setStartTimeStamp(warmupUs / 1000);
  }

  /** A request was submitted that was to start at {@code intendedUs}. */
  public void submitted(long intendedUs) {
    submitted++;
    if (intendedUs >= warmupUs) {
      submittedMeasured++;
      firstStartUs = Math.min(firstStartUs, intendedUs);
    }
  }

  /** A submitted request became final; {@code succeeded} says whether its receipt is OK. */
  public void committed(long intendedUs, long finalUs, boolean succeeded) {
    committed++;
    if (!succeeded) {
      refused++;
    }
    if (intendedUs < warmupUs) {
      warmup.recordValue(finalUs - intendedUs);
      return;
    }
    measured.recordValue(finalUs - intendedUs);
    if (finals == latenciesUs.length) {
      latenciesUs = Arrays.copyOf(latenciesUs, 2 * finals);
    }
    latenciesUs[finals++] = finalUs - intendedUs;
    lastFinalUs = Math.max(lastFinalUs, finalUs);
  }

  /** What became of all requests. */
  public Requests requests() {
    return new Requests(submitted, committed, refused);
  }

  /** Percentiles over the measured requests, the uncommitted ones as infinitely late. */
  public Percentiles percentiles() {
    long[] sorted = Arrays.copyOf(latenciesUs, finals);
    Arrays.sort(sorted);
    return new Percentiles(
        percentile(sorted, 50),
        percentile(sorted, 90),
        percentile(sorted, 99),
        percentile(sorted, 100));
  }

  /** The least latency that {@code percent} of the requests do not exceed (nearest rank). */
  private OptionalDouble percentile(long[] sorted, int percent) {
    long rank = (percent * submittedMeasured + 99) / 100;
    return rank == 0 || rank > sorted.length
        ? OptionalDouble.empty()
        : OptionalDouble.of(sorted[(int) rank - 1] / US_PER_MS);
  }

  /**
   * Measured requests that became final, a second from the first of the measured intended starts to
   * the last finality; empty where none became final.
   */
  public OptionalDouble throughputTps() {
    return finals == 0 || lastFinalUs == firstStartUs
        ? OptionalDouble.empty()
        : OptionalDouble.of(finals / ((lastFinalUs - firstStartUs) / US_PER_S));
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
