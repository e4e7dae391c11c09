package org.medchain.claims.protocols;

import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;

/**
 * Whether forks end in one chain: real replicas under random schedules and faults, real replicas in
 * the simulation with blocks every quarter of a second, and the model of the fork choice.
 */
final class ForkConvergenceExperiment {
  private ForkConvergenceExperiment() {}

  static void run(ClaimRun run) throws Exception {
    run.progress("the model of the fork choice");
    ModelCheck tlc = new ModelCheck(run.projectRoot().resolve("spec/tla"), run.temporary());
    ClaimFigures figures = run.figures("forks-converge");
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
