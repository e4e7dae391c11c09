package org.medchain.claims.copies;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.checkout.Repository;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimRun.ClaimRunOptions;
import org.medchain.claims.experiment.ClaimSize;
import org.medchain.claims.file.Claim;
import org.medchain.claims.file.ClaimsFile;
import org.medchain.claims.file.Criterion;

/** CLAIM-3: the experiments of this room, each in its smallest form. */
@Tag("statistical")
class CopiesExperimentsTest {
  private static final Path PROJECT = Repository.ROOT;

  @TempDir private Path folder;

  /** Runs an experiment of one claim, which has to give a number for each of its criteria. */
  private ClaimFigures figures(ClaimExperiment experiment, Map<String, String> tiny)
      throws Exception {
    ClaimRun run =
        new ClaimRun(
            experiment,
            new ClaimRunOptions(
                ClaimSize.QUICK, 1, tiny, PROJECT, folder.resolve("out"), folder, line -> {}));
    experiment.run(run);
    ClaimFigures figures = run.figures(experiment.claims().getFirst());
    List<Criterion> criteria = criteria(experiment.claims().getFirst());
    assertThat(criteria).isNotEmpty();
    criteria.forEach(each -> assertThat(value(figures, each.metric())).isNotNaN());
    return figures;
  }

  private static List<Criterion> criteria(String id) throws Exception {
    return ClaimsFile.read(ClaimsFile.of(PROJECT)).stream()
        .filter(each -> each.id().equals(id))
        .map(Claim::criteria)
        .findFirst()
        .orElseThrow();
  }

  private static double value(ClaimFigures figures, String metric) {
    return figures.find(metric).orElse(Double.NaN);
  }

  private static void isZero(ClaimFigures figures, String... metrics) {
    for (String metric : metrics) {
      assertThat(value(figures, metric)).as(metric).isZero();
    }
  }

  @Test
  void eachClaimHasOneExperimentHere() {
    Stream<String> claims = CopiesExperiments.ALL.stream().flatMap(each -> each.claims().stream());
    assertThat(claims).hasSize(12).doesNotHaveDuplicates();
  }

  @Test
  void liveNodesHaveAllBlocks() throws Exception {
    ClaimFigures figures = figures(new FullLedgerExperiment(), Map.of("workload.duration_s", "10"));
    isZero(figures, "missing_blocks", "file_bytes_on_chain");
    assertThat(value(figures, "file_bytes_off_chain")).isPositive();
  }

  @Test
  void correctNodesAgree() throws Exception {
    ClaimFigures figures =
        figures(
            new ConsistentLedgersExperiment(),
            Map.of(
                "schedules",
                "20",
                "lying_repeats",
                "1",
                "nodes",
                "[4]",
                "workload.duration_s",
                "5"));
    isZero(figures, "inconsistent_schedules", "agreement_violations");
    assertThat(value(figures, "schedules")).isEqualTo(20);
    assertThat(value(figures, "trials")).isEqualTo(2);
  }

  @Test
  void acknowledgedRecordsAreFound() throws Exception {
    ClaimFigures figures =
        figures(
            new AcknowledgedRecordsExperiment(), Map.of("fault_runs", "1", "fault_run_s", "15"));
    isZero(figures, "lost_records", "runs_of_60_s");
    assertThat(value(figures, "acknowledged_records")).isPositive();
  }

  /** A view timeout is 2 s here: nobody misses a backup, and everybody waits for a primary. */
  @Test
  void onlyThePrimaryIsMissed() throws Exception {
    ClaimFigures figures =
        figures(
            new SingleFailureExperiment(), Map.of("failure_trials", "1", "workload.rate_tps", "5"));
    assertThat(value(figures, "backup_gap_s")).isLessThan(1);
    assertThat(value(figures, "primary_gap_s")).isGreaterThan(1.9);
  }

  @Test
  void requestsAndProposalsReachAllDirectly() throws Exception {
    ClaimFigures figures =
        figures(
            new RequestBroadcastExperiment(), Map.of("nodes", "[4]", "workload.duration_s", "5"));
    isZero(figures, "request_copies_missing", "proposal_copies_missing");
    assertThat(value(figures, "message_count_error")).isLessThan(0.15);
  }

  @Test
  void nothingAlteredIsExecuted() throws Exception {
    ClaimFigures figures =
        figures(new MutualVerificationExperiment(), Map.of("workload.duration_s", "2"));
    isZero(figures, "unsigned_executed", "uncommitted");
    assertThat(value(figures, "refused_at_correct_nodes")).isPositive();
  }

  @Test
  void onlyRegisteredKeysRecordAndOnlyThePrimaryProposes() throws Exception {
    ClaimFigures figures = figures(new RecordingRightExperiment(), Map.of("proposal_views", "2"));
    isZero(figures, "unregistered_operations_effective", "foreign_proposals_voted_for");
    assertThat(value(figures, "registered_operations_effective")).isGreaterThanOrEqualTo(9);
    assertThat(value(figures, "primary_proposals_voted_for")).isEqualTo(1);
  }

  @Test
  void theCenterVouchesForAll() throws Exception {
    ClaimFigures figures = figures(new ThirdPartyExperiment(), Map.of("stranger_keys", "2"));
    isZero(figures, "accepted_without_center");
    assertThat(value(figures, "connections_with_certificate")).isEqualTo(1);
  }

  @Test
  void latencyAndMessagesAreGivenForEachPoint() throws Exception {
    ClaimFigures figures =
        figures(
            new EfficientAgreementExperiment(), Map.of("nodes", "[7]", "workload.duration_s", "5"));
    assertThat(value(figures, "worst_median_ms")).isBetween(100.0, 2000.0);
    assertThat(value(figures, "regions_n7_messages_per_request")).isPositive();
  }

  @Test
  void aFollowingNodeHasAllAfterSynchronisation() throws Exception {
    ClaimFigures figures = figures(new FollowerSyncExperiment(), Map.of("synced_blocks", "200"));
    isZero(figures, "missing_blocks", "different_state_roots");
    assertThat(value(figures, "records_read")).isEqualTo(1);
    assertThat(value(figures, "dropped_peers")).as("the one that changes bits").isEqualTo(1);
  }

  @Test
  void alteredRequestsComeBackWithTheReason() throws Exception {
    ClaimFigures figures =
        figures(
            new TamperedRecordExperiment(),
            Map.of("altered_everywhere", "1", "altered_load_s", "2"));
    isZero(
        figures,
        "altered_accepted",
        "altered_executed",
        "altered_without_reason",
        "honest_not_final");
    assertThat(value(figures, "altered_sent")).isGreaterThan(30);
  }

  @Test
  void onlyTheCentersRegistrationsAreProved() throws Exception {
    ClaimFigures figures =
        figures(new CenterKeyExperiment(), Map.of("registered_keys", "10", "changed_proofs", "50"));
    isZero(figures, "registered_keys_refused", "false_proofs_accepted");
    assertThat(value(figures, "false_proofs")).isEqualTo(10 * 6 + 50);
  }
}
