package org.medchain.claims.copies;

import java.util.List;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.experiments.config.UserInputException;
import org.medchain.faults.config.HarnessConfig;
import org.medchain.faults.config.HarnessConfigFile;
import org.medchain.faults.host.HarnessTest;
import org.medchain.faults.host.HostOutcome;
import org.medchain.faults.run.CallRecord;
import org.medchain.faults.session.PlannedTest;
import org.medchain.faults.simulated.SimulatedHost;

/**
 * One run of a test of the fault harness on a simulated cluster.
 *
 * @param faults how many were planned
 * @param outcome what clients saw
 */
record FaultRun(long seed, int faults, HostOutcome outcome) {
  /** Seeds of one run of an experiment, no two runs with the same. */
  private static final long SEEDS = 1_000;

  /** The run of this number; the config is one of experiments/faults. */
  static FaultRun of(ClaimRun run, String config, int number, double seconds)
      throws UserInputException {
    SimulatedHost host = new SimulatedHost();
    long seed = run.seed() * SEEDS + number;
    HarnessConfig usual =
        HarnessConfigFile.read(run.projectRoot().resolve("experiments/faults").resolve(config));
    HarnessConfig planned = PlannedTest.of(usual.with(host.name(), seed, seconds), host).config();
    HarnessTest test = HarnessTest.of(planned, run.temporary(), what -> {});
    return new FaultRun(seed, test.plan().size(), host.run(test));
  }

  List<CallRecord> calls() {
    return outcome.calls();
  }
}
