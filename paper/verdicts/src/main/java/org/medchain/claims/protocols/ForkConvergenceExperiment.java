package org.medchain.claims.protocols;

import java.util.List;
import java.util.Map;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSetting;
import org.medchain.claims.experiment.ClaimTrials;
import org.medchain.claims.experiment.ClaimTrials.ObservedTrial;
import org.medchain.claims.experiment.ModelCheck;
import org.medchain.claims.experiment.RawTable;
import org.medchain.experiments.config.LoadedConfig;
import org.medchain.faults.schedule.SchedulePlan;
import org.medchain.faults.search.ScheduleSearch;

/**
 * Whether forks end in one chain: real replicas under random schedules and faults, real replicas in
 * the simulation with blocks every quarter of a second, and the model of the fork choice.
 */
final class ForkConvergenceExperiment implements ClaimExperiment {
  private static final String CLAIM = "forks-converge";

  /** Schedules of two seeds have none in common: no run plays more than these. */
  private static final long SCHEDULES_MAX = 1_000_000;

  @Override
  public List<String> claims() {
    return List.of(CLAIM);
  }

  @Override
  public List<ClaimSetting> settings() {
    return List.of(
        new ClaimSetting("converge_schedules", 300, 3000, "schedules of proof of work"),
        new ClaimSetting("converge_trials", 4, 40, "simulated trials with frequent forks"));
  }

  @Override
  public void run(ClaimRun run) throws Exception {
    schedules(run);
    trials(run);
    models(run);
  }

  private static void schedules(ClaimRun run) throws Exception {
    int count = run.count("converge_schedules");
    long first = run.seed() * SCHEDULES_MAX + 1;
    run.progress("schedules of proof of work: " + count);
    ScheduleSearch search =
        ScheduleSearch.over(
            seed -> SchedulePlan.of(SchedulePlan.ScheduleKind.POW, seed),
            first,
            first + count - 1,
            Runtime.getRuntime().availableProcessors());
    long wrongHeads = 0;
    long others = 0;
    try (RawTable table = run.raw("schedule-violations", "seed", "oracle", "text")) {
      for (ScheduleSearch.FoundViolation each : search.findings()) {
        boolean head = each.violation().oracle().equals("HEAD");
        wrongHeads += head ? 1 : 0;
        others += head ? 0 : 1;
        table.row(each.seed(), each.violation().oracle(), each.violation().text());
      }
    }
    ClaimFigures figures = run.figures(CLAIM);
    figures.value(
        "head_violations",
        wrongHeads,
        search.schedules(),
        "schedules in which a correct miner has a branch with more work than its head's");
    figures.value(
        "other_violations",
        others,
        search.schedules(),
        "schedules in which miners end on heads of different work, or another oracle objects");
  }

  private static void trials(ClaimRun run) throws Exception {
    LoadedConfig config =
        run.config(
            "forks-converge.yaml", Map.of("repeats", String.valueOf(run.count("converge_trials"))));
    List<ObservedTrial<HeadSwitchObserver>> trials =
        ClaimTrials.observed(run, config, cell -> new HeadSwitchObserver());
    long switches = 0;
    long withoutMoreWork = 0;
    try (RawTable table =
        run.raw("head-switches", "repeat", "seed", "switches", "switches_without_more_work")) {
      for (ObservedTrial<HeadSwitchObserver> each : trials) {
        HeadSwitchObserver seen = each.observer();
        switches += seen.switches();
        withoutMoreWork += seen.switchesWithoutMoreWork();
        table.row(
            each.result().cell().repeat(),
            each.result().cell().seed(),
            seen.switches(),
            seen.switchesWithoutMoreWork());
      }
    }
    ClaimFigures figures = run.figures(CLAIM);
    figures.value(
        "switches", switches, trials.size(), "how often a miner left its head for another branch");
    figures.value(
        "switches_without_more_work",
        withoutMoreWork,
        trials.size(),
        "how often for one without more work, as that of an equal block that came later");
  }

  private static void models(ClaimRun run) throws Exception {
    run.progress("the model of the fork choice");
    ModelCheck tlc = new ModelCheck(run.projectRoot().resolve("spec/tla"), run.temporary());
    ClaimFigures figures = run.figures(CLAIM);
    figures.value(
        "most_work_model_violated",
        tlc.check("PowChain", "pow-converge", "").holds() ? 0 : 1,
        1,
        "1 if in the model, with most work as the rule, nodes with the same blocks can stay apart");
    figures.value(
        "most_blocks_model_violated",
        tlc.check("PowChain", "pow-height-apart", "").holds() ? 0 : 1,
        1,
        "the same with most blocks as the rule");
  }
}
