package org.medchain.claims.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.medchain.checkout.Repository;
import org.medchain.claims.experiment.ClaimExperiment;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.ClaimSetting;
import org.medchain.claims.experiment.ClaimSize;
import org.medchain.claims.file.Claim;
import org.medchain.claims.file.ClaimsFile;
import org.medchain.claims.file.Criterion;
import org.medchain.claims.ledger.RecordReader;
import org.medchain.consensus.Output;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.consent.RevokeDirective;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.RequestId;
import org.medchain.faults.run.CallRecord;
import org.medchain.faults.workload.WorkloadCall;
import org.medchain.history.value.HistoryValue;

/** CLAIM-3: each experiment on records, in a small form, gives what its criteria ask for. */
@Tag("statistical")
class RecordsExperimentsTest {
  private static final Path PROJECT = Repository.ROOT;

  @TempDir Path folder;

  /** Runs the experiment of a claim with these settings, and looks for all its metrics. */
  private ClaimFigures figures(String claim, Map<String, String> settings) throws Exception {
    ClaimExperiment experiment =
        RecordsExperiments.ALL.stream()
            .filter(each -> each.claims().contains(claim))
            .findFirst()
            .orElseThrow();
    assertThat(experiment.settings()).extracting(ClaimSetting::name).containsAll(settings.keySet());
    ClaimRun run =
        new ClaimRun(
            experiment,
            new ClaimRun.ClaimRunOptions(
                ClaimSize.QUICK,
                1,
                settings,
                PROJECT,
                folder,
                folder.resolve("temporary"),
                line -> {}));
    experiment.run(run);
    ClaimFigures figures = run.figures(claim);
    for (Criterion each : criteria(claim)) {
      assertThat(figures.find(each.metric())).as(each.metric()).isPresent();
      assertThat(figure(figures, each.metric())).as(each.metric()).isNotNaN();
    }
    assertThat(folder.resolve("raw").resolve(claim + ".csv")).isNotEmptyFile();
    return figures;
  }

  private static List<Criterion> criteria(String claim) throws Exception {
    List<Criterion> criteria =
        ClaimsFile.read(ClaimsFile.of(PROJECT)).stream()
            .filter(each -> each.id().equals(claim))
            .map(Claim::criteria)
            .findFirst()
            .orElseThrow();
    assertThat(criteria).as(claim).isNotEmpty();
    return criteria;
  }

  private static double figure(ClaimFigures figures, String metric) {
    return figures.find(metric).orElseThrow();
  }

  private static long samples(ClaimFigures figures, String metric) {
    return figures.all().get(metric).samples();
  }

  @Test
  void trueProofsOfExistenceAreAcceptedAndFalseOnesAreNot() throws Exception {
    ClaimFigures figures =
        figures(
            "prove-existence",
            Map.of(
                "existence_blocks", "8",
                "existence_false_proofs", "400",
                "existence_large_block", "64",
                "existence_sampled", "5"));
    assertThat(figure(figures, "true_proofs_refused")).isZero();
    assertThat(figure(figures, "false_proofs_accepted")).isZero();
    assertThat(figure(figures, "false_proofs")).isGreaterThanOrEqualTo(400);
    assertThat(figure(figures, "proof_bytes")).isBetween(500.0, 2_048.0);
  }

  @Test
  void recordsAreLocatedInBothIndexes() throws Exception {
    ClaimFigures figures =
        figures(
            "locate-fast",
            Map.of(
                "lookup_smallest", "20",
                "lookup_largest", "60",
                "lookup_block", "10",
                "lookup_times", "15"));
    assertThat(samples(figures, "locate_prove_p99_ms")).isEqualTo(2 * 2 * 15);
    assertThat(figure(figures, "locate_prove_p99_ms")).isPositive();
    assertThat(figures.all()).containsKey("locate_prove_p50_ms_memory");
  }

  @Test
  void onlyReadersWithARightAreAnswered() throws Exception {
    ClaimFigures figures =
        figures(
            "no-read-without-grant",
            Map.of(
                "access_scenarios", "1",
                "access_rounds", "3",
                "access_operations", "30",
                "access_records", "20"));
    assertThat(figure(figures, "answers_without_right")).isZero();
    assertThat(figure(figures, "refused_with_right")).isZero();
    assertThat(figure(figures, "answers_given")).isPositive();
    assertThat(figure(figures, "queries")).isGreaterThan(500);
    assertThat(figure(figures, "keeper_answers_without_right")).isPositive();
  }

  @Test
  void revocationsTakeEffectButNotOnWhatWasBought() throws Exception {
    ClaimFigures figures =
        figures(
            "revocation-takes-effect",
            Map.of("revocation_runs", "1", "revocation_s", "8", "revocation_sales", "3"));
    assertThat(figure(figures, "reads_after_revocation")).isZero();
    assertThat(samples(figures, "reads_after_revocation")).isPositive();
    assertThat(figure(figures, "granted_reads_after_share")).isZero();
    assertThat(figure(figures, "bought_reads_after_share")).isEqualTo(1);
    assertThat(samples(figures, "bought_reads_after_share")).isEqualTo(3);
  }

  @Test
  void blocksAreReadableAndSealedFilesAreNot() throws Exception {
    ClaimFigures figures = figures("confidentiality", Map.of("confidentiality_records", "30"));
    assertThat(figure(figures, "readable_fields")).isEqualTo(7);
    assertThat(figure(figures, "plaintext_blocks_found")).isZero();
    assertThat(samples(figures, "plaintext_blocks_found")).isGreaterThan(500);
  }

  @Test
  void sealedFilesOpenForTheirReadersAlone() throws Exception {
    ClaimFigures figures =
        figures("files-encrypted", Map.of("sealed_files", "4", "sealed_changed_bytes", "60"));
    assertThat(figure(figures, "opened_by_others")).isZero();
    assertThat(figure(figures, "altered_files_opened")).isZero();
    assertThat(samples(figures, "altered_files_opened")).isEqualTo(60);
    assertThat(figure(figures, "readers_refused")).isZero();
  }

  @Test
  void documentsAreToldFromChangedOnes() throws Exception {
    ClaimFigures figures =
        figures(
            "fingerprint-verification",
            Map.of(
                "fingerprint_documents", "25", "fingerprint_block", "10", "fingerprint_warm", "5"));
    assertThat(figure(figures, "wrong_decisions")).isZero();
    assertThat(figure(figures, "wrong_decisions_by_fingerprint")).isEqualTo(25);
    assertThat(figure(figures, "bytes_besides_document")).isBetween(500.0, 3_072.0);
  }

  @Test
  void headersAreAFractionOfTheLedger() throws Exception {
    ClaimFigures figures =
        figures("light-client-burden", Map.of("light_blocks", "20", "light_times", "1"));
    assertThat(figure(figures, "received_share_1")).isBetween(0.1, 0.4);
    assertThat(figure(figures, "received_share_100")).isLessThan(0.02);
    assertThat(figure(figures, "stored_share_10")).isLessThan(figure(figures, "stored_share_1"));
    assertThat(figure(figures, "time_ratio_100")).isPositive();
  }

  /** A read that is answered after a revocation counts, unless a grant can have come between. */
  @Test
  void readsAfterARevocationAreFound() {
    PublicKey owner = RecordLedger.SCHEME.keyPair(Hash.ZERO.toBytes()).publicKey();
    PublicKey reader = RecordLedger.SCHEME.keyPair(Hash.MAX.toBytes()).publicKey();
    Hash record = Hash.of(Bytes.utf8("record"));
    IssueDirective grant = RecordReader.consent(owner, record, reader, Purpose.TREAT);
    Operation end = new RevokeDirective(grant.terms().id());
    CallRecord revoke = call(owner, end, 1, 2, Outcome.OK);
    CallRecord read = call(reader, new ReadRecord(record, Purpose.TREAT), 5, 6, Outcome.OK);
    CallRecord before = call(owner, grant, -2, -1, Outcome.OK);
    CallRecord between = call(owner, grant, 3, 4, Outcome.OK);
    assertThat(after(revoke, read, before)).containsExactly(read);
    assertThat(after(revoke, read, before, between)).isEmpty();
    CallRecord early = call(reader, new ReadRecord(record, Purpose.TREAT), 0, 6, Outcome.OK);
    assertThat(after(revoke, early, before)).isEmpty();
    CallRecord refused = call(owner, end, 1, 2, Outcome.NOT_ALLOWED);
    assertThat(after(refused, read, before)).isEmpty();
    assertThat(new RevocationHistory(List.of(revoke, before)).revocations()).isEqualTo(1);
  }

  private static List<CallRecord> after(CallRecord... calls) {
    return new RevocationHistory(List.of(calls)).readsAfterRevocation();
  }

  private static CallRecord call(
      PublicKey sender, Operation operation, long invoked, long ended, Outcome outcome) {
    RequestId request = new RequestId(sender, 10 + ended);
    Receipt receipt = new Receipt(request, outcome.code(), Bytes.EMPTY);
    return new CallRecord(
        0,
        new WorkloadCall("call", HistoryValue.nil(), operation, false),
        request,
        invoked,
        invoked,
        ended,
        ended,
        Optional.of(new Output.Accepted(request, 1, receipt)),
        false);
  }

  @Test
  void settingsAndClaimsHaveNamesOfTheirOwn() {
    List<String> claims = new ArrayList<>();
    Map<String, String> settings = new LinkedHashMap<>();
    for (ClaimExperiment each : RecordsExperiments.ALL) {
      claims.addAll(each.claims());
      each.settings()
          .forEach(
              setting ->
                  assertThat(settings.put(setting.name(), setting.meaning()))
                      .as(setting.name())
                      .isNull());
    }
    assertThat(claims).doesNotHaveDuplicates().hasSize(8);
  }
}
