package org.medchain.chaos.mutants;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.medchain.chaos.oracle.OracleViolation;
import org.medchain.chaos.oracle.ScheduleVerdict;
import org.medchain.chaos.schedule.SchedulePlan;
import org.medchain.chaos.schedule.SchedulePlan.ScheduleKind;
import org.medchain.chaos.schedule.ScheduleTrial;

/**
 * Searches through seeds, in the JVM that has a mutant's classes in front (SCH-7). Its arguments
 * are the first seed, how many there are, how many findings are enough, and what else its host
 * needs.
 */
public final class MutantRun {
  private MutantRun() {}

  /** A seed, played. */
  @FunctionalInterface
  public interface Trial {
    /** What an oracle finds in it. */
    Optional<OracleViolation> play(long seed) throws Exception;
  }

  /** The last argument is the kind of schedules, if it is not drawn. */
  public static void main(String[] arguments) throws Exception {
    searchSchedules(arguments, ScheduleTrial::run);
  }

  static void searchSchedules(String[] arguments, Function<SchedulePlan, ScheduleVerdict> trial)
      throws Exception {
    search(
        arguments,
        seed ->
            trial
                .apply(
                    arguments.length > 3
                        ? SchedulePlan.of(ScheduleKind.valueOf(arguments[3]), seed)
                        : SchedulePlan.of(seed))
                .violation());
  }

  /** The same with uniformly random steps (SCH-18). */
  static final class Baseline {
    private Baseline() {}

    public static void main(String[] arguments) throws Exception {
      searchSchedules(arguments, ScheduleTrial::runUniform);
    }
  }

  /** Prints a line for each finding. */
  public static void search(String[] arguments, Trial trial) throws Exception {
    Locale.setDefault(Locale.ROOT);
    long first = Long.parseLong(arguments[0]);
    long end = first + Long.parseLong(arguments[1]);
    long wanted = Long.parseLong(arguments[2]);
    long fromNs = cpuNs();
    for (long seed = first; seed < end && wanted > 0; seed++) {
      Optional<OracleViolation> found = trial.play(seed);
      if (found.isPresent()) {
        long nowNs = cpuNs();
        OracleViolation what = found.get();
        System.out.println(new FoundSeed(what.oracle(), seed, nowNs - fromNs, what.text()).line());
        fromNs = nowNs;
        wanted--;
      }
    }
  }

  private static long cpuNs() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
