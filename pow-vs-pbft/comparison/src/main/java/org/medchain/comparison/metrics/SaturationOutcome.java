package org.medchain.comparison.metrics;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What a search for saturation found (CMP-52).
 *
 * @param saturationTps requests a second that became final in the window of the highest sustained
 *     step; empty where no step or every step is sustained
 * @param sustainedRateTps that step's offered rate; empty where no step is sustained
 * @param unsustainedRateTps the lowest rate that is not sustained; empty where all are
 * @param steps in the order in which they ran, one or more
 */
public record SaturationOutcome(
    OptionalDouble saturationTps,
    OptionalDouble sustainedRateTps,
    OptionalDouble unsustainedRateTps,
    List<SaturationStep> steps) {
  /** Copies the list. */
  public SaturationOutcome {
    steps = List.copyOf(steps);
  }

  /** Messages delivered in all steps. */
  public long messages() {
    return steps.stream().mapToLong(SaturationStep::messages).sum();
  }
}
