package org.medchain.claims.chain;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.experiment.ClaimRun;
import org.medchain.claims.experiment.RawTable;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.OperationType;
import org.medchain.contract.fuzz.DrawnOrders;
import org.medchain.contract.fuzz.DrawnOrders.ExecutedOrder;
import org.medchain.contract.records.RecordEvents;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.storageproof.Audits;
import org.medchain.contract.storageproof.ReleaseFile;
import org.medchain.data.Hash;

/** Random orders of all kinds by all roles: does any of them remove or change a record? */
final class AppendOnlyLedger {
  private static final String CLAIM = "append-only";

  private long transactions;
  private long accepted;
  private long removed;
  private long changed;
  private long released;

  /** Executed and effective transactions by kind. */
  private final Map<Integer, long[]> kinds = new TreeMap<>();

  private AppendOnlyLedger() {}

  static void run(ClaimRun run) throws IOException {
    AppendOnlyLedger tally = new AppendOnlyLedger();
    int scenarios = run.count("scenarios");
    for (int scenario = 0; scenario < scenarios; scenario++) {
      run.progress("scenario " + (scenario + 1) + " of " + scenarios);
      Map<Hash, StoredRecord> known = new TreeMap<>();
      DrawnOrders.play(
          run.seed() * scenarios + scenario,
          run.count("operations"),
          order -> tally.add(order, known));
      tally.accepted += known.size();
    }
    tally.report(run.figures(CLAIM), scenarios);
    try (RawTable raw = run.raw(CLAIM, "kind, executed, effective")) {
      for (OperationType<?> type : MedicalModules.REGISTRY.types()) {
        long[] counts = tally.kinds.getOrDefault(type.number(), new long[2]);
        raw.row(type.name(), counts[0], counts[1]);
      }
    }
  }

  private void report(ClaimFigures figures, int scenarios) {
    figures.value(
        "records_removed_or_changed",
        removed + changed,
        transactions,
        "records that left the state, or got another owner, doctor, type or place");
    figures.value("records_kept", accepted, scenarios, "records in the state at the end");
    figures.value(
        "files_released_by_owner",
        released,
        transactions,
        "files outside the chain that the owner of the record had a hospital give up");
  }

  /** Compares what was known of each record with what the state says now. */
  private void add(ExecutedOrder order, Map<Hash, StoredRecord> known) {
    transactions++;
    long[] counts = kinds.computeIfAbsent(order.operation().type().number(), kind -> new long[2]);
    counts[0]++;
    counts[1] += order.receipt().succeeded() ? 1 : 0;
    for (Hash id : known.keySet().toArray(Hash[]::new)) {
      Optional<StoredRecord> now = Records.find(order.after(), id);
      StoredRecord before = known.get(id);
      removed += now.isEmpty() ? 1 : 0;
      changed += now.isPresent() && !isSame(before, now.get()) ? 1 : 0;
      // Each change counts once: from now on this is what has to stay.
      now.ifPresentOrElse(record -> known.put(id, record), () -> known.remove(id));
    }
    for (Event event : MedicalModules.events(order.receipt())) {
      if (event instanceof RecordEvents.RecordStored stored) {
        Records.find(order.after(), stored.record())
            .ifPresent(record -> known.put(stored.record(), record));
      }
    }
    if (order.operation() instanceof ReleaseFile release) {
      StoredRecord record = known.get(release.record());
      boolean byOwner = record != null && record.owner().equals(order.sender());
      released +=
          byOwner
                  && Audits.holding(order.before(), release.record(), release.holder()).isPresent()
                  && Audits.holding(order.after(), release.record(), release.holder()).isEmpty()
              ? 1
              : 0;
    }
  }

  private static boolean isSame(StoredRecord before, StoredRecord after) {
    return before.owner().equals(after.owner())
        && before.doctor().equals(after.doctor())
        && before.type().equals(after.type())
        && before.height() == after.height()
        && before.index() == after.index();
  }
}
