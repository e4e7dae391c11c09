package org.medchain.chaos.mutants;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import java.util.Optional;
import org.medchain.chaos.oracle.OracleViolation;
import org.medchain.chaos.schedule.SchedulePlan;
import org.medchain.chaos.schedule.ScheduleTrial;

/** Plays all seeds of a range, in the JVM that has a mutant's classes in front (SCH-16). */
final class SeedCountRun {
  /** The word for the mix of kinds that every search draws. */
  static final String EVERY_KIND = "EVERY";

  private SeedCountRun() {}

  /**
   * Three arguments: the first seed, how many, and the kind of schedules. Prints a line for each
   * violation: oracle, seed, and the CPU time since the last one, in ns.
   */
  public static void main(String[] arguments) {
    Locale.setDefault(Locale.ROOT);
    long first = Long.parseLong(arguments[0]);
    long count = Long.parseLong(arguments[1]);
    long from = cpuNs();
    for (long seed = first; seed < first + count; seed++) {
      Optional<OracleViolation> violation = ScheduleTrial.run(plan(arguments[2], seed)).violation();
      if (violation.isPresent()) {
        long now = cpuNs();
        System.out.println(violation.get().oracle() + " " + seed + " " + (now - from));
        from = now;
      }
    }
  }

  static SchedulePlan plan(String kind, long seed) {
    return kind.equals(EVERY_KIND)
        ? SchedulePlan.of(seed)
        : SchedulePlan.of(SchedulePlan.ScheduleKind.valueOf(kind), seed);
  }

  private static long cpuNs() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
