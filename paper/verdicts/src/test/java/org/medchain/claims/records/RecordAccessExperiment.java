package org.medchain.claims.records;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.claims.ledger.RecordReader;
import org.medchain.claims.records.AccessTally.AccessWay;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/**
 * Has every participant ask for every record, after each change of rights, in all ways in which a
 * node answers (claim no-read-without-grant).
 */
final class RecordAccessExperiment {
  private static final String CLAIM = "no-read-without-grant";

  private RecordAccessExperiment() {}

  static void run(ClaimRun run) throws Exception {
    SyntheticRecords dataset =
        DatasetRecords.read(run.projectRoot()).first(run.count("access_records"));
    AccessTally tally = new AccessTally();
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
        askContract(scenario, tally);
      }
      LedgerQuestions.ask(scenario, tally);
    }
    try (RawTable raw =
        run.raw(
            CLAIM, "way, role, queries, answered, answered_without_right, refused_with_right")) {
      tally.write(raw);
    }
    figures(run.figures(CLAIM), tally);
  }

  /** Each reads each record, in a block: there is no other way. */
  private static void askContract(AccessScenario scenario, AccessTally tally) {
    List<Transaction> reads = new ArrayList<>();
    for (KeyPair reader : scenario.readers().keySet()) {
      for (Transaction upload : scenario.uploads()) {
        reads.add(scenario.ledger().next(reader, new ReadRecord(recordOf(upload), Purpose.HRESCH)));
      }
    }
    Iterator<Receipt> receipts = scenario.ledger().append(reads).receipts().iterator();
    for (Map.Entry<KeyPair, String> reader : scenario.readers().entrySet()) {
      AccessWay way = new AccessWay(false, "ordered", reader.getValue());
      for (Transaction upload : scenario.uploads()) {
        boolean may = scenario.rights().mayRead(recordOf(upload), reader.getKey().publicKey());
        if (RecordReader.isGranted(receipts.next())) {
          tally.answered(way, may);
        } else {
          tally.refused(way, may);
        }
      }
    }
  }

  private static Hash recordOf(Transaction upload) {
    return ((UploadRecord) MedicalModules.operation(upload)).record().id();
  }

  private static void figures(ClaimFigures figures, AccessTally tally) {
    long queries = tally.asked(false);
    figures.value("queries", (double) queries, queries, "queries of readers that keep no ledger");
    figures.value(
        "answers_without_right",
        (double) tally.withoutRight(false),
        queries,
        "answers to such readers that have no right, as the experiment keeps rights itself");
    figures.value(
        "answers_given", (double) tally.answered(false), queries, "answers to such readers in all");
    figures.value(
        "refused_with_right",
        (double) tally.refusedWithRight(),
        queries,
        "queries that the contract refused though the reader has a right");
    figures.value(
        "keeper_answers_without_right",
        (double) tally.withoutRight(true),
        tally.asked(true),
        "answers without a right to peers that keep the ledger, or supervise it");
  }
}
