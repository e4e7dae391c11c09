package org.medchain.claims.copies;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSetting;
import org.medchain.claims.experiment.ClaimTrials;
import org.medchain.claims.experiment.RawTable;
import org.medchain.comparison.TrialResult;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.faults.schedule.SchedulePlan;
import org.medchain.faults.search.ScheduleSearch;

/**
 * Whether correct nodes ever have different blocks or states: random schedules with at most f
 * Byzantine members, crashes and restarts, and whole trials with f Byzantine nodes.
 */
final class ConsistentLedgersExperiment implements ClaimExperiment {
  private static final String CLAIM = "ledgers-consistent";
  private static final String CONFIG = "ledgers-consistent.yaml";
  private static final String SCHEDULES = "schedules";
  private static final String REPEATS = "lying_repeats";
  private static final int AT_ONCE = 100;

  /** Seeds of one run of this experiment, no two runs with the same. */
  private static final long SEEDS = 1_000_000;

  /** AG: two blocks at one height; ROOT: two states after one block. */
  private static final Set<String> ORACLES = Set.of("AG", "ROOT");

  @Override
  public List<String> claims() {
    return List.of(CLAIM);
  }

  @Override
  public List<ClaimSetting> settings() {
    return List.of(
        new ClaimSetting(SCHEDULES, 500, 5000, "random schedules of PBFT"),
        new ClaimSetting(REPEATS, 3, 30, "trials of each node count and behaviour"));
  }

  @Override
  public void run(ClaimRun run) throws Exception {
    schedules(run);
    trials(run);
  }

  private static void schedules(ClaimRun run) throws Exception {
    int count = run.count(SCHEDULES);
    long first = run.seed() * SEEDS + 1;
    long inconsistent = 0;
    long others = 0;
    int played = 0;
    try (RawTable raw = run.raw("ledgers-consistent-schedules", "seed", "oracle", "violation")) {
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

  private static void trials(ClaimRun run) throws Exception {
    LoadedConfig config =
        run.config(CONFIG, Map.of("repeats", Integer.toString(run.count(REPEATS))));
    List<TrialResult> results = ClaimTrials.run(run, config);
    try (RawTable raw =
        run.raw(
            "ledgers-consistent-trials",
            "nodes",
            "byzantine",
            "fault",
            "repeat",
            "blocks",
            "agreement_violations")) {
      for (TrialResult each : results) {
        raw.row(
            each.cell().nodes(),
            each.byzantine(),
            each.cell().fault().key(),
            each.cell().repeat(),
            each.chain().blocks().isPresent() ? each.chain().blocks().getAsLong() : "",
            each.chain().agreementViolations());
      }
    }
    ClaimFigures figures = run.figures(CLAIM);
    figures.value(
        "agreement_violations",
        results.stream().mapToLong(each -> each.chain().agreementViolations()).sum(),
        results.size(),
        "disagreements of correct nodes on blocks and states in trials with f Byzantine nodes");
    figures.value("trials", results.size(), results.size(), "trials with f Byzantine nodes");
  }
}
