package org.medchain.faults.mutants;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.medchain.cluster.lifetime.OwnerWatch;
import org.medchain.cluster.lifetime.TemporaryFolder;
import org.medchain.faults.oracle.OracleViolation;
import org.medchain.faults.schedule.SchedulePlan;
import org.medchain.faults.schedule.SchedulePlan.ScheduleKind;
import org.medchain.faults.schedule.ScheduleTrial;

/**
 * Searches through seeds, in the JVM that has a mutant's classes in front (SCH-7), and prints a
 * line for each finding.
 */
final class MutantRun {
  private MutantRun() {}

  /** A seed, played. */
  @FunctionalInterface
  private interface Trial {
    /** What an oracle finds in it. */
    Optional<OracleViolation> play(long seed) throws Exception;
  }

  /**
   * The host, the first seed, how many there are, and how many findings are enough; then the kind
   * of schedules, if it is not drawn, or on processes a folder of classes.
   */
  public static void main(String[] arguments) throws Exception {
    Locale.setDefault(Locale.ROOT);
    var unused = OwnerWatch.requests(); // Without the command nobody needs the result.
    List<String> more = Arrays.asList(arguments).subList(4, arguments.length);
    Trial trial = trial(MutantHost.valueOf(arguments[0]), more);
    long first = Long.parseLong(arguments[1]);
    long end = first + Long.parseLong(arguments[2]);
    long wanted = Long.parseLong(arguments[3]);
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

  private static Trial trial(MutantHost host, List<String> more) {
    return switch (host) {
      case SCHEDULES -> seed -> ScheduleTrial.run(plan(more, seed)).violation();
      case BASELINE -> seed -> ScheduleTrial.runUniform(plan(more, seed)).violation();
      case SIMULATION -> HarnessSearch::simulated;
      case CLUSTER -> {
        HarnessSearch search = HarnessSearch.onProcesses(more.stream().map(Path::of).toList());
        yield seed -> onProcesses(search, seed);
      }
    };
  }

  private static SchedulePlan plan(List<String> kind, long seed) {
    return kind.isEmpty()
        ? SchedulePlan.of(seed)
        : SchedulePlan.of(ScheduleKind.valueOf(kind.getFirst()), seed);
  }

  private static Optional<OracleViolation> onProcesses(HarnessSearch search, long seed)
      throws IOException, InterruptedException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (TemporaryFolder folder = TemporaryFolder.create(temporary, "seed-" + seed + "-")) {
      Optional<OracleViolation> found = search.finding(seed, folder.path());
      System.err.println(
          "seed " + seed + ": " + found.map(OracleViolation::oracle).orElse("nothing found"));
      return found;
    }
  }

  private static long cpuNs() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }
}
