package org.medchain.comparison.metrics;

import java.util.List;
import java.util.Optional;

/**
 * What became of a day of visits (CMP-55).
 *
 * @param steps each kind in the order of a visit, and whole visits last
 */
public record DayOutcome(List<StepOutcome> steps) {
  /** The word for whole visits. */
  public static final String VISIT = "visit";

  public DayOutcome {
    steps = List.copyOf(steps);
  }

  /** The outcome of one kind. */
  public Optional<StepOutcome> of(String step) {
    return steps.stream().filter(each -> each.step().equals(step)).findFirst();
  }

  /** Requests that were planned. */
  public long planned() {
    return steps.stream()
        .filter(each -> !each.step().equals(VISIT))
        .mapToLong(StepOutcome::planned)
        .sum();
  }

  /** Requests without an answer. */
  public long lost() {
    return steps.stream()
        .filter(each -> !each.step().equals(VISIT))
        .mapToLong(StepOutcome::lost)
        .sum();
  }

  /** Why the day failed, if it did: each step has to be answered, and none refused. */
  public Optional<String> failure() {
    long refused = steps.stream().mapToLong(StepOutcome::refused).sum();
    if (lost() > 0) {
      return Optional.of(lost() + " of " + planned() + " steps of the day have no answer");
    }
    return refused > 0 ? Optional.of(refused + " steps of the day were refused") : Optional.empty();
  }
}
