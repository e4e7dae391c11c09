package org.medchain.claims.chain;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.claims.chain.OperationContext.SentOperation;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.comparison.workload.SyntheticRecord;
import org.medchain.comparison.workload.SyntheticRecords;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.economy.RedeemPoints;
import org.medchain.contract.engine.OperationType;
import org.medchain.data.Difficulty;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.MedicalRecord;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;
import org.medchain.simulation.model.RandomStreams;
import org.medchain.simulation.model.SymbolicSignatures;

/**
 * Random scenarios over all operations by all roles, executed one by one: does any of them remove
 * or change a record that came in?
 */
final class AppendOnlyLedger {
  private static final String CLAIM = "append-only";
  private static final int NODES = 5;
  private static final int RECORDS = 12;

  /** Sums over all scenarios. */
  private static final class AppendOnlyTally {
    long transactions;
    long accepted;
    long removed;
    long changed;
    long released;

    /** Executed and effective transactions by kind. */
    final Map<Integer, long[]> kinds = new TreeMap<>();

    void add(Transaction transaction, Receipt receipt) {
      transactions++;
      long[] counts = kinds.computeIfAbsent(transaction.kind(), kind -> new long[2]);
      counts[0]++;
      counts[1] += receipt.succeeded() ? 1 : 0;
    }

    void add(KeptRecords kept) {
      accepted += kept.accepted();
      removed += kept.removed();
      changed += kept.changed();
      released += kept.released();
    }
  }

  private AppendOnlyLedger() {}

  static void run(ClaimRun run) throws IOException {
    SyntheticRecords records = MadeChain.records(run);
    AppendOnlyTally tally = new AppendOnlyTally();
    int scenarios = run.count("scenarios");
    for (int scenario = 0; scenario < scenarios; scenario++) {
      run.progress("scenario " + (scenario + 1) + " of " + scenarios);
      play(run, scenario, records, tally);
    }
    ClaimFigures figures = run.figures(CLAIM);
    figures.value(
        "records_removed_or_changed",
        tally.removed + tally.changed,
        tally.transactions,
        "records that left the state, or got another owner, doctor, type or place");
    figures.value("records_kept", tally.accepted, scenarios, "records in the state at the end");
    figures.value(
        "files_released_by_owner",
        tally.released,
        tally.transactions,
        "files outside the chain that the owner of the record had a hospital give up");
    try (RawTable raw = run.raw("append-only", "kind, executed, effective")) {
      for (OperationType<?> type : MedicalModules.REGISTRY.types()) {
        long[] counts = tally.kinds.getOrDefault(type.number(), new long[2]);
        raw.row(type.name(), counts[0], counts[1]);
      }
    }
  }

  private static void play(
      ClaimRun run, int scenario, SyntheticRecords records, AppendOnlyTally tally) {
    ChainCast cast = ChainCast.of(new SymbolicSignatures(), run.seed(), NODES);
    Genesis genesis =
        cast.genesis(
            Difficulty.NONE,
            scenario % 2 == 0 ? GameRules.CENTER : GameRules.VERIFIERS,
            records.latestMs());
    MadeChain chain = new MadeChain(cast, genesis);
    List<Hash> vouchers = new ArrayList<>();
    OperationContext context =
        new OperationContext(
            cast,
            chain,
            uploads(cast, records),
            vouchers,
            new RandomStreams(run.seed()).stream(CLAIM, scenario));
    DrawnOperations draws = new DrawnOperations(context);
    KeptRecords kept = new KeptRecords(context.records(), cast.hospitals());
    for (int i = 0; i < run.count("operations"); i++) {
      SentOperation drawn = draws.next();
      Transaction transaction = chain.order(drawn.sender(), drawn.operation());
      Receipt receipt = chain.append(List.of(transaction)).receipts().getFirst();
      if (receipt.succeeded() && drawn.operation() instanceof RedeemPoints) {
        vouchers.add(Hash.of(transaction.request().encoded())); // its voucher's id
      }
      tally.add(transaction, receipt);
      kept.compare(chain.state(), drawn.sender().publicKey(), drawn.operation());
    }
    tally.add(kept);
  }

  private static List<MedicalRecord> uploads(ChainCast cast, SyntheticRecords records) {
    List<MedicalRecord> uploads = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      SyntheticRecord from = records.records().get(i);
      KeyPair patient = cast.patients().get(i % cast.patients().size());
      KeyPair doctor = cast.doctors().get(i % cast.doctors().size());
      uploads.add(cast.record(from, patient, doctor));
    }
    return uploads;
  }
}
