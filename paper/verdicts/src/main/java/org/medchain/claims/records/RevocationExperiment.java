package org.medchain.claims.records;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.ledger.RecordReader;
import org.medchain.claims.records.BoughtAccess.RevokedReads;
import org.medchain.faults.config.HarnessConfig;
import org.medchain.faults.config.HarnessConfigFile;
import org.medchain.faults.host.HarnessTest;
import org.medchain.faults.host.HostOutcome;
import org.medchain.faults.judge.Judgement;
import org.medchain.faults.run.CallRecord;
import org.medchain.faults.session.PlannedTest;
import org.medchain.faults.simulated.SimulatedHost;

/**
 * Has readers ask while patients grant and revoke, on simulated clusters with drawn faults, and
 * counts reads that succeed after an acknowledged revocation (claim revocation-takes-effect). What
 * was bought is asked for on a ledger without faults.
 */
final class RevocationExperiment {
  private static final String CLAIM = "revocation-takes-effect";
  private static final String RUNS = "revocation_runs";

  /** What one cluster's clients saw. */
  private record RevocationRun(
      long seed,
      int calls,
      long acknowledgedRevocations,
      int readsAfter,
      long readsSucceeded,
      String linearizable) {}

  private RevocationExperiment() {}

  static void run(ClaimRun run) throws Exception {
    HarnessConfig config =
        HarnessConfigFile.read(
            run.projectRoot().resolve("experiments").resolve("faults").resolve("consent.yaml"));
    List<RevocationRun> runs = new ArrayList<>();
    for (int number = 0; number < run.count(RUNS); number++) {
      run.progress("cluster " + (number + 1) + " of " + run.count(RUNS));
      // No two pilots or runs share a history.
      runs.add(
          play(config, run.seed() * 1_000 + number, run.value("revocation_s"), run.temporary()));
    }
    run.raw(CLAIM, runs);
    List<RevokedReads> sales = new ArrayList<>();
    BoughtAccess bought = new BoughtAccess(DatasetRecords.read(run.projectRoot()), run.seed());
    for (int i = 0; i < run.count("revocation_sales"); i++) {
      sales.add(bought.next());
    }
    run.raw(CLAIM + "-sales", sales);
  }

  private static RevocationRun play(HarnessConfig config, long seed, double seconds, Path folder) {
    SimulatedHost host = new SimulatedHost();
    HarnessConfig planned = PlannedTest.of(config.with(host.name(), seed, seconds), host).config();
    HostOutcome outcome = host.run(HarnessTest.of(planned, folder, what -> {}));
    RevocationHistory history = new RevocationHistory(outcome.calls());
    List<CallRecord> reads = history.readsAfterRevocation();
    return new RevocationRun(
        seed,
        outcome.calls().size(),
        history.revocations(),
        reads.size(),
        reads.stream()
            .filter(each -> RecordReader.isGranted(each.answer().orElseThrow().receipt()))
            .count(),
        Judgement.of(outcome).results().getFirst().verdict().word());
  }
}
