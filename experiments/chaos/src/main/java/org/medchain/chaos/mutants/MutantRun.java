package org.medchain.chaos.mutants;

import java.util.Locale;
import java.util.Optional;
import java.util.function.LongFunction;
import org.medchain.chaos.oracle.OracleViolation;
import org.medchain.chaos.oracle.ScheduleVerdict;
import org.medchain.chaos.schedule.SchedulePlan;
import org.medchain.chaos.schedule.ScheduleTrial;

/** Searches until the first violation, in the JVM that has a mutant's classes in front. */
final class MutantRun {
  private MutantRun() {}

  /**
   * The first seed, how many, and the kind of schedules, if it is not drawn. Prints oracle, seed
   * and count, or the count.
   */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    search(arguments, seed -> ScheduleTrial.run(plan(arguments, seed)));
  }

  static SchedulePlan plan(String[] arguments, long seed) {
    return SeedCountRun.plan(arguments.length > 2 ? arguments[2] : SeedCountRun.EVERY_KIND, seed);
  }

  static void search(String[] arguments, LongFunction<ScheduleVerdict> trial) {
    long first = Long.parseLong(arguments[0]);
    long count = Long.parseLong(arguments[1]);
    for (long seed = first; seed < first + count; seed++) {
      Optional<OracleViolation> violation = trial.apply(seed).violation();
      if (violation.isPresent()) {
        String text = violation.get().text().replace('\n', ' ');
        System.out.println(
            "killed %s %s %s %s".formatted(violation.get().oracle(), seed, seed - first + 1, text));
        return;
      }
    }
    System.out.println("survived " + count);
  }
}
