package org.medchain.claims.protocols;

import org.medchain.faults.schedule.SchedulePlan;
import org.medchain.faults.search.ScheduleSearch;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ModelCheck;
import org.medchain.claims.experiment.RawTable;

/**
 * Whether forks end in one chain: real replicas under random schedules and faults, real replicas in
 * the simulation with blocks every quarter of a second, and the model of the fork choice.
 */
final class ForkConvergenceExperiment {
  private static final String CLAIM = "forks-converge";

  /** Schedules of two seeds have none in common: no run plays more than these. */
  private static final long SCHEDULES_MAX = 1_000_000;

  private ForkConvergenceExperiment() {}

  static void run(ClaimRun run) throws Exception {
    schedules(run);
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
    try (RawTable table = run.raw("schedule-violations", "seed, oracle, text")) {
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
