package org.medchain.comparison.metrics;

import java.util.Optional;
import java.util.OptionalDouble;
import org.medchain.comparison.config.ConfigKeys;

/**
 * One step of a search for saturation: an open load at one rate (CMP-52).
 *
 * @param number of the step in its trial, from 1, in the order in which they ran
 * @param purpose why it ran
 * @param share of the highest sustained rate; empty except for {@link StepPurpose#SHARE}
 * @param rateTps requests a second that were to be offered
 * @param sustained whether the cell sustains this rate
 * @param reason why it does not; empty where it does
 * @param requests with their outcomes
 * @param throughput in the step's steady window
 * @param latency percentiles of the measured requests
 * @param messages delivered in the step
 * @param virtualS virtual time from the step's start to its end, in s; real time where the nodes
 *     are real
 * @param traceHash digest over all events of the step; empty where nothing was simulated
 */
public record SaturationStep(
    int number,
    StepPurpose purpose,
    OptionalDouble share,
    double rateTps,
    boolean sustained,
    Optional<String> reason,
    RequestCounts requests,
    Throughput throughput,
    LatencyPercentiles latency,
    long messages,
    double virtualS,
    String traceHash) {
  /** Why a step ran. */
  public enum StepPurpose implements ConfigKeys.ConfigWord {
    /** Upwards from the first rate until one is not sustained, or downwards until one is. */
    LADDER,
    /** Between the highest sustained rate and the lowest that is not. */
    BISECTION,
    /** The highest sustained rate for longer, as luck may have carried it. */
    CONFIRMATION,
    /** What becomes final at most, with seeds that had no say in the choice of the rate. */
    MEASUREMENT,
    /** It missed the stated share narrowly, so that the same rate was looked at for longer. */
    NARROW,
    /** Latency at a share of the highest sustained rate; the one at all of it is the row. */
    SHARE;

    /** Whether the bracket is where it is because of such steps. */
    public boolean movesBracket() {
      return this == LADDER || this == BISECTION || this == CONFIRMATION;
    }
  }
}
