package org.medchain.claims.copies;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.contract.consent.QuoteQuery;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Hash;
import org.medchain.faults.config.HarnessConfig;
import org.medchain.faults.config.HarnessConfigFile;
import org.medchain.faults.host.HarnessTest;
import org.medchain.faults.host.HostOutcome;
import org.medchain.faults.run.CallRecord;
import org.medchain.faults.session.PlannedTest;
import org.medchain.faults.simulated.SimulatedHost;

/**
 * Whether records whose upload was acknowledged are found by later reads, while a harness crashes,
 * restarts, cuts off and slows nodes, and lets up to f of them misbehave.
 */
final class AcknowledgedRecordsExperiment {
  private static final String CLAIM = "acknowledged-not-lost";
  private static final String LENGTH = "fault_run_s";
  private static final double ENOUGH_S = 60;

  /** Seeds of one run of this experiment, no two runs with the same. */
  private static final long SEEDS = 1_000;

  /** What became of the records of one run, or of several. */
  private record RecordCounts(long acknowledged, long lost, long unread) {
    RecordCounts plus(RecordCounts other) {
      return new RecordCounts(
          acknowledged + other.acknowledged, lost + other.lost, unread + other.unread);
    }
  }

  private AcknowledgedRecordsExperiment() {}

  static void run(ClaimRun run) throws Exception {
    HarnessConfig usual =
        HarnessConfigFile.read(
            run.projectRoot().resolve(Path.of("experiments", "faults", "record.yaml")));
    RecordCounts all = new RecordCounts(0, 0, 0);
    int count = run.count("fault_runs");
    try (RawTable raw =
        run.raw(CLAIM, "seed, faults, acknowledged_records, lost_records, unread_records")) {
      for (int i = 1; i <= count; i++) {
        SimulatedHost host = new SimulatedHost();
        long seed = run.seed() * SEEDS + i;
        HarnessConfig config = usual.with(host.name(), seed, run.value(LENGTH));
        HarnessTest test =
            HarnessTest.of(PlannedTest.of(config, host).config(), run.temporary(), what -> {});
        RecordCounts own = counts(host.run(test));
        raw.row(seed, test.plan().size(), own.acknowledged(), own.lost(), own.unread());
        all = all.plus(own);
        run.progress("runs with faults: " + i + " of " + count);
      }
    }
    fill(run.figures(CLAIM), all, run.value(LENGTH) >= ENOUGH_S ? count : 0);
  }

  private static RecordCounts counts(HostOutcome outcome) {
    Map<Hash, Long> acknowledged = new LinkedHashMap<>();
    for (CallRecord call : outcome.calls()) {
      if (call.call().operation() instanceof UploadRecord upload
          && call.answer().filter(told -> told.receipt().succeeded()).isPresent()) {
        acknowledged.put(upload.record().id(), call.endedOrder());
      }
    }
    Map<Hash, Boolean> found = new LinkedHashMap<>();
    for (CallRecord call : outcome.calls()) {
      if (call.call().operation() instanceof QuoteQuery read
          && call.answer().isPresent()
          && call.invokedOrder() > acknowledged.getOrDefault(read.record(), Long.MAX_VALUE)) {
        boolean here = Outcome.of(call.answer().orElseThrow().receipt()) != Outcome.UNKNOWN_RECORD;
        found.merge(read.record(), here, Boolean::logicalAnd);
      }
    }
    long lost = found.values().stream().filter(here -> !here).count();
    return new RecordCounts(acknowledged.size(), lost, acknowledged.size() - found.size());
  }

  private static void fill(ClaimFigures figures, RecordCounts all, int longRuns) {
    long read = all.acknowledged() - all.unread();
    figures.value(
        "lost_records",
        read == 0 ? Double.NaN : all.lost(),
        read,
        "acknowledged records that a later read did not find");
    figures.value("runs_of_60_s", longRuns, longRuns, "runs with 60 s of load or more");
  }
}
