package org.medchain.comparison.metrics;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a search for saturation found (CMP-52).
 *
 * @param saturationTps requests a second that become final at most, the mean of trials that took no
 *     part in the search; empty where no step or every step is sustained
 * @param lowTps where the mean's 95 % interval begins (Student's t); empty with the mean
 * @param highTps where it ends
 * @param sustainedRateTps the highest sustained rate; empty where no step is sustained
 * @param unsustainedRateTps the lowest rate that is not sustained; empty where all are
 * @param steps in the order in which they ran, one or more
 */
public record SaturationOutcome(
    OptionalDouble saturationTps,
    OptionalDouble lowTps,
    OptionalDouble highTps,
    OptionalDouble sustainedRateTps,
    OptionalDouble unsustainedRateTps,
    List<SaturationStep> steps) {
  public SaturationOutcome {
    steps = List.copyOf(steps);
  }

  /** Messages delivered in all steps. */
  public long messages() {
    return steps.stream().mapToLong(SaturationStep::messages).sum();
  }
}
