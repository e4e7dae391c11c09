package org.medchain.chaos.mutants;

import java.util.Locale;
import org.medchain.chaos.schedule.ScheduleTrial;

/** The same search as {@link MutantRun} with uniformly random steps (SCH-18). */
final class BaselineRun {
  private BaselineRun() {}

  /** The arguments of {@link MutantRun}. */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    MutantRun.search(arguments, seed -> ScheduleTrial.runUniform(MutantRun.plan(arguments, seed)));
  }
}
