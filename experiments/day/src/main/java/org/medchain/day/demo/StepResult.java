package org.medchain.day.demo;

import java.util.Optional;

/**
 * How a step ended.
 *
 * @param number of the step, from 1
 * @param step what was to be done
 * @param code its exit code
 * @param said all that the command printed
 * @param flaw what is wrong with the file that it should have left
 */
record StepResult(int number, DayStep step, int code, String said, Optional<String> flaw) {
  /** Whether it is as it must be. */
  boolean well() {
    return code == step.exit() && flaw.isEmpty();
  }

  /** The first line of what the command printed. */
  String firstLine() {
    return said.lines().findFirst().orElse("");
  }
}
