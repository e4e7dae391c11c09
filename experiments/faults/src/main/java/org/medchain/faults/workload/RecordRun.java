package org.medchain.faults.workload;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.contract.consent.QuoteQuery;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.records.UploadRecord;
import org.medchain.data.PublicKey;
import org.medchain.history.check.HistoryChecker;
import org.medchain.history.model.WorkloadModel;
import org.medchain.history.value.HistoryValue;

/**
 * Patients upload records and ask for them: a record that was acknowledged is never lost and never
 * altered, because its id is the hash of its content.
 */
final class RecordRun implements WorkloadRun {
  private static final double READS = 0.3;

  /** The worker whose account all records name as their doctor; it asks for records of others. */
  private static final int DOCTOR = 0;

  private static final HistoryValue THERE = HistoryValue.whole(1);

  private final PatientRecords records;
  private final UniformRandomProvider random;

  /** What each worker has uploaded, by number. */
  private final List<Set<Long>> uploaded = new ArrayList<>();

  private long last;

  RecordRun(List<PublicKey> accounts, UniformRandomProvider random) {
    this.records = new PatientRecords(accounts);
    this.random = random;
    accounts.forEach(each -> uploaded.add(new LinkedHashSet<>()));
  }

  @Override
  public Optional<WorkloadCall> next(int worker) {
    if (worker == DOCTOR) {
      return askForAnothers();
    }
    Set<Long> own = uploaded.get(worker);
    if (!own.isEmpty() && random.nextDouble() < READS) {
      long which = List.copyOf(own).get(random.nextInt(own.size()));
      return Optional.of(read(worker, which, true));
    }
    long number = ++last;
    own.add(number);
    return Optional.of(
        new WorkloadCall(
            "write",
            HistoryValue.sequence(HistoryValue.whole(number), THERE),
            new UploadRecord(records.of(worker, number)),
            false));
  }

  private Optional<WorkloadCall> askForAnothers() {
    int patient = 1 + random.nextInt(uploaded.size() - 1);
    List<Long> all = List.copyOf(uploaded.get(patient));
    return all.isEmpty()
        ? Optional.empty()
        : Optional.of(read(patient, all.get(random.nextInt(all.size())), random.nextBoolean()));
  }

  private WorkloadCall read(int worker, long number, boolean unordered) {
    return new WorkloadCall(
        "read",
        HistoryValue.sequence(HistoryValue.whole(number), HistoryValue.nil()),
        new QuoteQuery(records.of(worker, number).id()),
        unordered);
  }

  /** All of them, so that nothing is missing that nobody happened to ask for. */
  @Override
  public List<WorkloadCall> last(int worker) {
    return uploaded.get(worker).stream().map(number -> read(worker, number, true)).toList();
  }

  @Override
  public CallCompletion complete(AnsweredCall answered) {
    HistoryValue value = answered.call().value();
    boolean done = answered.answer().receipt().succeeded();
    if (answered.call().f().equals("write")) {
      return done ? CallCompletion.ok(value) : CallCompletion.fail(value);
    }
    boolean known = done || Outcome.of(answered.answer().receipt()) != Outcome.UNKNOWN_RECORD;
    HistoryValue number = ((HistoryValue.Sequence) value).items().get(0);
    return CallCompletion.ok(HistoryValue.sequence(number, known ? THERE : HistoryValue.nil()));
  }

  @Override
  public HistoryChecker checker() {
    return WorkloadModel.checker("kv", Optional.empty());
  }
}
