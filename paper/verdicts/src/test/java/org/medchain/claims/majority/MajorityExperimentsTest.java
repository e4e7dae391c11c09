package org.medchain.claims.majority;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.checkout.Repository;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSize;
import org.medchain.claims.file.Claim;
import org.medchain.claims.file.ClaimsFile;
import org.medchain.claims.file.Criterion;
import org.medchain.claims.verdict.Verdict;
import org.medchain.claims.verdict.Verdict.VerdictKind;

/** CLAIM-3: what few nodes and what more than half of them can do, in small runs. */
@Tag("statistical")
class MajorityExperimentsTest {
  private static final Path PROJECT = Repository.ROOT;
  private static final long PILOT = 1;

  @TempDir Path folder;

  /** Runs it in a small form, which must give each figure that a criterion names. */
  private ClaimFigures figures(String id, Map<String, String> replaced) throws Exception {
    ClaimExperiment experiment = experiment(id);
    ClaimRun run =
        new ClaimRun(
            experiment,
            new ClaimRun.ClaimRunOptions(
                ClaimSize.QUICK,
                PILOT,
                replaced,
                PROJECT,
                folder.resolve("out"),
                Files.createDirectories(folder.resolve("tmp")),
                line -> {}));
    experiment.run(run);
    ClaimFigures figures = run.figures(id);
    for (Criterion each : claim(id).criteria()) {
      assertThat(figures.find(each.metric())).as(each.metric()).isPresent();
      assertThat(figures.find(each.metric()).getAsDouble()).as(each.metric()).isNotNaN();
    }
    assertThat(folder.resolve("out/raw/" + id + ".csv")).isNotEmptyFile();
    return figures;
  }

  private static ClaimExperiment experiment(String id) {
    return MajorityExperiments.ALL.stream()
        .filter(each -> each.claims().contains(id))
        .findFirst()
        .orElseThrow();
  }

  private static Claim claim(String id) throws Exception {
    return ClaimsFile.read(ClaimsFile.of(PROJECT)).stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private static Verdict verdict(String id, ClaimFigures figures) throws Exception {
    return Verdict.of(claim(id).criteria(), figures);
  }

  private static double value(ClaimFigures figures, String metric) {
    return figures.find(metric).orElseThrow();
  }

  @Test
  void everyClaimOfTheRoomHasCriteria() throws Exception {
    for (ClaimExperiment each : MajorityExperiments.ALL) {
      for (String id : each.claims()) {
        assertThat(claim(id).criteria()).as(id).isNotEmpty();
      }
    }
  }

  @Test
  void noNodeRecordsAlone() throws Exception {
    ClaimFigures figures = figures("single-node-cannot-record", Map.of("workload.duration_s", "2"));
    assertThat(value(figures, "least_signers")).isGreaterThanOrEqualTo(5);
    assertThat(value(figures, "most_nodes_pow")).isEqualTo(1);
    assertThat(verdict("single-node-cannot-record", figures).kind()).isEqualTo(VerdictKind.HOLDS);
  }

  /** With a weaker promise, so that a few confirmations do. */
  @Test
  void moreThanHalfOfTheHashPowerReverses() throws Exception {
    ClaimFigures figures =
        figures(
            "majority-alters-pow",
            Map.of(
                "pow_majority_trials", "1", "pow_between_trials", "1", "finality.epsilon", "0.2"));
    assertThat(value(figures, "reversed_share_majority")).isEqualTo(1);
    assertThat(value(figures, "reversed_share_one_node")).isEqualTo(1);
    assertThat(value(figures, "confirmations")).isGreaterThan(1);
    assertThat(value(figures, "closed_form_f_plus_1")).isBetween(0.2, 1.0);
  }

  @Test
  void captureGetsHarderUpToAFifth() throws Exception {
    ClaimFigures figures = figures("majority-harder-with-n", Map.of());
    assertThat(value(figures, "capture_ratio_p20")).isBetween(0.004, 0.0042);
    assertThat(value(figures, "capture_ratio_p40")).isGreaterThan(1);
    assertThat(verdict("majority-harder-with-n", figures).conditions())
        .singleElement()
        .asString()
        .contains("0.2 or less");
  }

  @Test
  void fourOfSevenAreNotEnough() throws Exception {
    ClaimFigures figures = figures("more-than-half-recognises", Map.of());
    assertThat(value(figures, "agreement_majority")).isZero();
    assertThat(value(figures, "agreement_quorum")).isEqualTo(1);
    assertThat(verdict("more-than-half-recognises", figures).conditions())
        .singleElement()
        .asString()
        .contains("needed");
  }

  @Test
  void fourLiveNodesOfSevenCarryProofOfWorkAlone() throws Exception {
    ClaimFigures figures = figures("majority-makes-progress", Map.of("workload.duration_s", "20"));
    assertThat(value(figures, "final_share_pbft")).isZero();
    assertThat(verdict("majority-makes-progress", figures).conditions())
        .isEqualTo(List.of("the protocol is proof of work"));
  }

  @Test
  void oneStoreGivesALedgerAndNotTheNewestRecord() throws Exception {
    ClaimFigures figures = figures("ledger-survives-half", Map.of("workload.duration_s", "2"));
    assertThat(value(figures, "stores_lost_ledger")).isEqualTo(6);
    assertThat(value(figures, "stores_lost_acknowledged")).isBetween(2.0, 6.0);
  }

  @Test
  void theCenterAloneHasPowerOverOthers() throws Exception {
    ClaimFigures figures = figures("no-single-control", Map.of());
    assertThat(value(figures, "single_key_operations")).isEqualTo(7);
    assertThat(value(figures, "single_key_powers")).isEqualTo(5);
    assertThat(value(figures, "roles_with_power")).isEqualTo(1);
    assertThat(value(figures, "center_only_operations")).isEqualTo(11);
    assertThat(value(figures, "transactions_to_quorum")).isEqualTo(5);
  }

  @Test
  void oneMemberOfFourMayDoAnything() throws Exception {
    ClaimFigures figures = figures("withstands-attacks", Map.of("workload.rate_tps", "2"));
    assertThat(value(figures, "behaviours")).isEqualTo(20);
    assertThat(verdict("withstands-attacks", figures).kind()).isEqualTo(VerdictKind.HOLDS);
  }
}
