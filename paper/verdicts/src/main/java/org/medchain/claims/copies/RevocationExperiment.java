package org.medchain.claims.copies;

import java.util.ArrayList;
import java.util.List;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.ledger.RecordReader;
import org.medchain.faults.judge.Judgement;
import org.medchain.faults.run.CallRecord;

/**
 * Has readers ask while patients grant and revoke, on simulated clusters with drawn faults, and
 * counts reads that succeed after an acknowledged revocation (claim revocation-takes-effect).
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
    List<RevocationRun> runs = new ArrayList<>();
    for (int number = 0; number < run.count(RUNS); number++) {
      run.progress("cluster " + (number + 1) + " of " + run.count(RUNS));
      runs.add(seen(FaultRun.of(run, "consent.yaml", number, run.value("revocation_s"))));
    }
    run.raw(CLAIM, runs);
  }

  private static RevocationRun seen(FaultRun run) {
    RevocationHistory history = new RevocationHistory(run.calls());
    List<CallRecord> reads = history.readsAfterRevocation();
    return new RevocationRun(
        run.seed(),
        run.calls().size(),
        history.revocations(),
        reads.size(),
        reads.stream()
            .filter(each -> RecordReader.isGranted(each.answer().orElseThrow().receipt()))
            .count(),
        Judgement.of(run.outcome()).results().getFirst().verdict().word());
  }
}
