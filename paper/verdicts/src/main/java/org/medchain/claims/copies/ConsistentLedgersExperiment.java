package org.medchain.claims.copies;

import java.util.Set;
import org.medchain.faults.schedule.SchedulePlan;
import org.medchain.faults.search.ScheduleSearch;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;

/**
 * Whether correct nodes ever have different blocks or states: random schedules with at most f
 * Byzantine members, crashes and restarts, and whole trials with f Byzantine nodes.
 */
final class ConsistentLedgersExperiment {
  private static final String CLAIM = "ledgers-consistent";
  private static final int AT_ONCE = 100;

  /** Seeds of one run of this experiment, no two runs with the same. */
  private static final long SEEDS = 1_000_000;

  /** AG: two blocks at one height; ROOT: two states after one block. */
  private static final Set<String> ORACLES = Set.of("AG", "ROOT");

  private ConsistentLedgersExperiment() {}

  static void run(ClaimRun run) throws Exception {
    schedules(run);
  }

  private static void schedules(ClaimRun run) throws Exception {
    int count = run.count("schedules");
    long first = run.seed() * SEEDS + 1;
    long inconsistent = 0;
    long others = 0;
    int played = 0;
    try (RawTable raw = run.raw("ledgers-consistent-schedules", "seed, oracle, violation")) {
      while (played < count) {
        int now = Math.min(AT_ONCE, count - played);
        ScheduleSearch search =
            ScheduleSearch.over(
                seed -> SchedulePlan.of(SchedulePlan.ScheduleKind.PBFT, seed),
                first + played,
                first + played + now - 1,
                Runtime.getRuntime().availableProcessors());
        for (ScheduleSearch.FoundViolation each : search.findings()) {
          boolean isInconsistent = ORACLES.contains(each.violation().oracle());
          inconsistent += isInconsistent ? 1 : 0;
          others += isInconsistent ? 0 : 1;
          raw.row(each.seed(), each.violation().oracle(), each.violation().text());
        }
        played += search.schedules();
        run.progress("schedules: " + played + " of " + count);
      }
    }
    ClaimFigures figures = run.figures(CLAIM);
    figures.value(
        "inconsistent_schedules",
        inconsistent,
        played,
        "schedules in which two correct members had different blocks or states");
    figures.value(
        "other_violations", others, played, "schedules that violated something else first");
    figures.value("schedules", played, played, "schedules that were played");
  }
}
