package org.medchain.claims.records;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.claims.ledger.InProcessLedgerClient;
import org.medchain.claims.ledger.RecordReader;
import org.medchain.claims.records.RecordLedger.DatasetRecords;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.consensus.pbft.Pbft;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Codec;
import org.medchain.data.Decoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.node.admission.CallKind;
import org.medchain.node.ledger.CertifiedBlocksResponse;
import org.medchain.node.ledger.HeightRange;
import org.medchain.node.ledger.StateProofRequest;
import org.medchain.node.ledger.StateProofResponse;
import org.medchain.node.ledger.TransactionProofRequest;
import org.medchain.node.ledger.TransactionProofResponse;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;

/**
 * Has every participant ask for every record in all ways (claim no-read-without-grant; LIGHT-8).
 */
final class RecordAccessExperiment {
  private static final String CLAIM = "no-read-without-grant";

  /** What is counted together; keepers' nodes keep the ledger, or supervise it. */
  private record AccessWay(boolean keeper, String way, String role) {}

  private static final class AccessCounts {
    private long asked;
    private long answered;
    private long withoutRight;
    private long refusedWithRight;
  }

  /** A question; true if it is answered with something. */
  private interface LedgerQuestion {
    boolean isShown() throws RefusedException;
  }

  private final Map<AccessWay, AccessCounts> counts = new LinkedHashMap<>();
  private final AccessCounts ofKeepers = new AccessCounts();
  private final AccessCounts ofOthers = new AccessCounts();

  private RecordAccessExperiment() {}

  static void run(ClaimRun run) throws Exception {
    SyntheticRecords dataset =
        DatasetRecords.read(run.projectRoot()).first(run.count("access_records"));
    RecordAccessExperiment tally = new RecordAccessExperiment();
    int scenarios = run.count("access_scenarios");
    for (int number = 0; number < scenarios; number++) {
      run.progress("asks on ledger " + (number + 1) + " of " + scenarios);
      // No two pilots or runs share a ledger.
      AccessScenario scenario = new AccessScenario(dataset, run.seed() * 1_000 + number);
      for (int round = 0; round < run.count("access_rounds"); round++) {
        scenario.change(run.count("access_operations"));
        if (round > 0) {
          scenario.lose();
        }
        tally.askContract(scenario);
      }
      tally.askServices(scenario);
    }
    try (RawTable raw =
        run.raw(
            CLAIM, "way, role, queries, answered, answered_without_right, refused_with_right")) {
      tally.counts.forEach(
          (way, of) ->
              raw.row(
                  way.way(),
                  way.role(),
                  of.asked,
                  of.answered,
                  of.withoutRight,
                  of.refusedWithRight));
    }
    tally.figures(run.figures(CLAIM));
  }

  private void note(AccessWay way, boolean answered, boolean right) {
    AccessCounts sum = way.keeper() ? ofKeepers : ofOthers;
    for (AccessCounts of : List.of(counts.computeIfAbsent(way, each -> new AccessCounts()), sum)) {
      of.asked++;
      of.answered += answered ? 1 : 0;
      of.withoutRight += answered && !right ? 1 : 0;
      of.refusedWithRight += !answered && right ? 1 : 0;
    }
  }

  /** Each reads each record, in a block: there is no other way. */
  private void askContract(AccessScenario scenario) {
    List<Transaction> reads = new ArrayList<>();
    for (KeyPair reader : scenario.readers().keySet()) {
      for (Transaction upload : scenario.uploads()) {
        reads.add(scenario.ledger().next(reader, new ReadRecord(recordOf(upload), Purpose.HRESCH)));
      }
    }
    Iterator<Receipt> receipts = scenario.ledger().append(reads).receipts().iterator();
    scenario
        .readers()
        .forEach(
            (reader, role) -> {
              for (Transaction upload : scenario.uploads()) {
                note(
                    new AccessWay(false, "ordered", role),
                    RecordReader.isGranted(receipts.next()),
                    scenario.rights().mayRead(recordOf(upload), reader.publicKey()));
              }
            });
  }

  private static Hash recordOf(Transaction upload) {
    return ((UploadRecord) MedicalModules.operation(upload)).record().id();
  }

  /**
   * Each reader as a peer of each role asks for the entry, for the upload, and for whole blocks.
   */
  private void askServices(AccessScenario scenario) {
    // A node proves the state of W heights before: so it is today's.
    scenario.ledger().grow(scenario.ledger().genesis().terms().window(), 0);
    List<Hash> all = scenario.uploads().stream().map(RecordAccessExperiment::recordOf).toList();
    for (KeyPair reader : scenario.readers().keySet()) {
      for (PeerRole role : PeerRole.values()) {
        InProcessLedgerClient node =
            new InProcessLedgerClient(scenario.ledger(), reader.publicKey(), role);
        ReaderPeer peer = new ReaderPeer(scenario, reader.publicKey(), role);
        long height = scenario.ledger().height();
        for (Transaction upload : scenario.uploads()) {
          List<Hash> record = List.of(recordOf(upload));
          ask(peer, "state proof", record, () -> showsEntry(node, record.getFirst(), height));
          ask(peer, "transaction proof", record, () -> showsUpload(node, upload));
        }
        ask(peer, "blocks", all, () -> showsBlocks(node, Math.toIntExact(height)));
      }
    }
  }

  private record ReaderPeer(AccessScenario scenario, PublicKey reader, PeerRole role) {}

  private void ask(ReaderPeer peer, String how, List<Hash> records, LedgerQuestion question) {
    boolean shown;
    try {
      shown = question.isShown();
    } catch (RefusedException e) {
      shown = false; // as most are
    }
    // Whether it should have been shown is another question than whether it may be.
    boolean right =
        shown
            && records.stream()
                .allMatch(each -> peer.scenario().rights().hasRight(each, peer.reader()));
    note(new AccessWay(peer.role().keepsLedger(), how, peer.role().name()), shown, right);
  }

  private static boolean showsEntry(InProcessLedgerClient node, Hash record, long height)
      throws RefusedException {
    StateProofRequest question = new StateProofRequest(Records.entry(record).key(), height);
    return Decoder.decode(
            node.ask(CallKind.STATE_PROOF.method(), question.encoded()),
            Codec.of(StateProofResponse.class)::decode)
        .value()
        .isPresent();
  }

  private static boolean showsUpload(InProcessLedgerClient node, Transaction upload)
      throws RefusedException {
    TransactionProofRequest question = new TransactionProofRequest.ByTransactionId(upload.id());
    TransactionProofResponse reply =
        Decoder.decode(
            node.ask(CallKind.TRANSACTION_PROOF.method(), question.encoded()),
            Codec.of(TransactionProofResponse.class)::decode);
    return !(reply instanceof TransactionProofResponse.UnknownTransaction);
  }

  private static boolean showsBlocks(InProcessLedgerClient node, int height)
      throws RefusedException {
    return !Decoder.decode(
            node.ask(CallKind.BLOCKS.method(), new HeightRange(1, height).encoded()),
            Pbft.PROTOCOL.codecs().codec(CertifiedBlocksResponse.class)::decode)
        .blocks()
        .isEmpty();
  }

  private void figures(ClaimFigures figures) {
    long queries = ofOthers.asked;
    figures.value("queries", (double) queries, queries, "queries of readers that keep no ledger");
    figures.value(
        "answers_without_right",
        (double) ofOthers.withoutRight,
        queries,
        "answers to such readers that have no right, as the experiment keeps rights itself");
    figures.value(
        "answers_given", (double) ofOthers.answered, queries, "answers to such readers in all");
    figures.value(
        "refused_with_right",
        (double) (ofOthers.refusedWithRight + ofKeepers.refusedWithRight),
        queries,
        "queries that the contract refused though the reader has a right");
    figures.value(
        "keeper_answers_without_right",
        (double) ofKeepers.withoutRight,
        ofKeepers.asked,
        "answers without a right to peers that keep the ledger, or supervise it");
  }
}
