package org.medchain.day.demo;

import java.util.function.Consumer;

/**
 * Tells of a day, a line a step, and more of a step that did not end as it must.
 *
 * @param progress gets the lines
 */
record DayReport(Consumer<String> progress) implements DayListener {
  @Override
  public void after(StepResult result) {
    progress.accept(result.number() + "  " + result.step().words() + ": " + result.firstLine());
    if (result.code() != result.step().exit()) {
      progress.accept(
          "that ended with %s and not with %s: %s"
              .formatted(result.code(), result.step().exit(), result.said().strip()));
    }
    result.flaw().ifPresent(progress);
    if (result.step().opened().isPresent() && result.well()) {
      progress.accept(result.step().opened().get() + " is the uploaded file, byte for byte");
    }
  }
}
