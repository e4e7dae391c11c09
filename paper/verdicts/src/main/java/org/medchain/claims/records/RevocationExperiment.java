package org.medchain.claims.records;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSetting;
import org.medchain.claims.experiment.RawTable;
import org.medchain.claims.ledger.RecordReader;
import org.medchain.faults.config.HarnessConfig;
import org.medchain.faults.config.HarnessConfigFile;
import org.medchain.faults.host.HarnessTest;
import org.medchain.faults.host.HostOutcome;
import org.medchain.faults.judge.Judgement;
import org.medchain.faults.run.CallRecord;
import org.medchain.faults.session.PlannedTest;
import org.medchain.faults.simulated.SimulatedHost;
import org.medchain.faults.workload.Workloads;
import org.medchain.history.check.HistoryVerdict;

/**
 * Has readers ask while patients grant and revoke, on simulated clusters with drawn faults, and
 * counts reads that succeed after an acknowledged revocation (claim revocation-takes-effect). What
 * was bought is asked for on a ledger without faults.
 */
final class RevocationExperiment implements ClaimExperiment {
  private static final String CLAIM = "revocation-takes-effect";
  private static final String RUNS = "revocation_runs";
  private static final String SECONDS = "revocation_s";
  private static final String SALES = "revocation_sales";

  @Override
  public List<String> claims() {
    return List.of(CLAIM);
  }

  @Override
  public List<ClaimSetting> settings() {
    return List.of(
        new ClaimSetting(RUNS, 3, 30, "simulated clusters, each with drawn faults"),
        new ClaimSetting(SECONDS, 60, 60, "load of each, in seconds of virtual time"),
        new ClaimSetting(SALES, 100, 1_000, "records that are granted, sold and revoked"));
  }

  /** What one cluster's clients saw. */
  private record RevocationRun(
      long seed, int calls, long revocations, long reads, long succeeded, HistoryVerdict order) {}

  @Override
  public void run(ClaimRun run) throws Exception {
    HarnessConfig config =
        HarnessConfigFile.read(
            run.projectRoot().resolve("experiments").resolve("faults").resolve("consent.yaml"));
    List<RevocationRun> runs = new ArrayList<>();
    for (int number = 0; number < run.count(RUNS); number++) {
      run.progress("cluster " + (number + 1) + " of " + run.count(RUNS));
      // No two pilots or runs share a history.
      runs.add(play(config, run.seed() * 1_000 + number, run.value(SECONDS), run.temporary()));
    }
    try (RawTable raw =
        run.raw(
            CLAIM,
            "seed",
            "calls",
            "acknowledged_revocations",
            "reads_after",
            "reads_succeeded",
            "linearizable")) {
      for (RevocationRun each : runs) {
        raw.row(
            each.seed(),
            each.calls(),
            each.revocations(),
            each.reads(),
            each.succeeded(),
            each.order().word());
      }
    }
    figures(runs, run.figures(CLAIM));
    afterSales(run, run.figures(CLAIM));
  }

  private static RevocationRun play(HarnessConfig config, long seed, double seconds, Path folder) {
    SimulatedHost host = new SimulatedHost();
    HarnessConfig planned = PlannedTest.of(config.with(host.name(), seed, seconds), host).config();
    HostOutcome outcome =
        host.run(
            new HarnessTest(
                planned.seed(),
                planned.nodes(),
                Workloads.of(planned.workload()).orElseThrow(),
                planned.settings(),
                planned.plan().orElseThrow(),
                folder,
                what -> {}));
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
        Judgement.of(outcome).results().getFirst().verdict());
  }

  private static void figures(List<RevocationRun> runs, ClaimFigures figures) {
    long reads = runs.stream().mapToLong(RevocationRun::reads).sum();
    long succeeded = runs.stream().mapToLong(RevocationRun::succeeded).sum();
    long revocations = runs.stream().mapToLong(RevocationRun::revocations).sum();
    figures.value(
        "reads_after_revocation",
        reads == 0 ? Double.NaN : (double) succeeded,
        reads,
        "reads that succeeded though a revocation was acknowledged before and no grant can have"
            + " come between");
    figures.value(
        "acknowledged_revocations", (double) revocations, revocations, "revocations, acknowledged");
    figures.value(
        "histories_not_linearizable",
        (double) runs.stream().filter(each -> each.order() == HistoryVerdict.INVALID).count(),
        runs.size(),
        "histories of grants, revocations and reads that no order of them explains");
  }

  private static void afterSales(ClaimRun run, ClaimFigures figures) throws IOException {
    BoughtAccess sales = new BoughtAccess(DatasetRecords.read(run.projectRoot()), run.seed());
    int granted = 0;
    int stillGranted = 0;
    int sold = 0;
    int stillBought = 0;
    try (RawTable raw =
        run.raw(CLAIM + "-sales", "granted_before", "granted_after", "bought_after")) {
      for (int i = 0; i < run.count(SALES); i++) {
        BoughtAccess.RevokedReads read = sales.next();
        granted += read.grantedBefore() ? 1 : 0;
        stillGranted += read.grantedAfter() ? 1 : 0;
        sold += read.boughtAfter().isPresent() ? 1 : 0;
        stillBought += read.boughtAfter().orElse(false) ? 1 : 0;
        raw.row(
            read.grantedBefore(),
            read.grantedAfter(),
            read.boughtAfter().map(String::valueOf).orElse(""));
      }
    }
    figures.share(
        "granted_reads_after_share",
        stillGranted,
        granted,
        "share of readers with a grant that are answered after its revocation, without faults");
    figures.share(
        "bought_reads_after_share",
        stillBought,
        sold,
        "share of buyers that are answered after the revocation of their grant");
  }
}
