package org.medchain.faults.workload;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.contract.consent.DirectiveTerms;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.consent.RevokeDirective;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.data.Receipt;
import org.medchain.history.check.HistoryChecker;
import org.medchain.history.model.WorkloadModel;
import org.medchain.history.value.HistoryValue;

/**
 * Patients consent and revoke, readers read: nobody is granted a read after a revocation was
 * acknowledged. Each pair of a record and a reader is a register.
 */
record ConsentRun(PatientRecords records, UniformRandomProvider random) implements WorkloadRun {
  private static final HistoryValue YES = HistoryValue.whole(1);
  private static final HistoryValue NO = HistoryValue.whole(0);
  private static final Set<Integer> UNCHANGED =
      Set.of(Outcome.ALREADY_GRANTED.code(), Outcome.NOT_GRANTED.code());

  private static HistoryValue key(int patient, int reader) {
    return HistoryValue.whole(1000L * patient + reader);
  }

  private static HistoryValue pair(int patient, int reader, HistoryValue value) {
    return HistoryValue.sequence(key(patient, reader), value);
  }

  private int one(IntPredicate which) {
    int[] all = IntStream.range(0, records.accounts().size()).filter(which).toArray();
    return all[random.nextInt(all.length)];
  }

  @Override
  public List<WorkloadCall> first(int worker) {
    return isPatient(worker) ? List.of(records.upload(worker)) : List.of();
  }

  @Override
  public Optional<WorkloadCall> next(int worker) {
    if (worker == 0) {
      return Optional.empty();
    }
    if (isReader(worker)) {
      return Optional.of(read(one(ConsentRun::isPatient), worker));
    }
    int reader = one(ConsentRun::isReader);
    DirectiveTerms terms =
        records.consent(worker, new Grantee.Party(records.accounts().get(reader)), Purpose.TREAT);
    boolean grants = random.nextBoolean();
    Operation write =
        grants ? new IssueDirective(terms, Long.MAX_VALUE) : new RevokeDirective(terms.id());
    return Optional.of(
        new WorkloadCall("write", pair(worker, reader, grants ? YES : NO), write, false));
  }

  private WorkloadCall read(int patient, int reader) {
    return new WorkloadCall(
        "read",
        pair(patient, reader, HistoryValue.nil()),
        new ReadRecord(records.of(patient).id(), Purpose.TREAT),
        false);
  }

  @Override
  public List<WorkloadCall> last(int worker) {
    return isReader(worker) ? List.of(read(2, worker)) : List.of();
  }

  /** To grant what is granted, or revoke what is not, changes nothing, and says what holds. */
  @Override
  public CallCompletion complete(AnsweredCall answered) {
    WorkloadCall call = answered.call();
    Receipt receipt = answered.answer().receipt();
    if (!call.f().equals("read")) {
      return receipt.succeeded() || UNCHANGED.contains(receipt.code())
          ? CallCompletion.ok(call.value())
          : CallCompletion.fail(call.value());
    }
    HistoryValue key = ((HistoryValue.Sequence) call.value()).items().get(0);
    HistoryValue told = PatientRecords.isGranted(receipt) ? YES : NO;
    return CallCompletion.ok(HistoryValue.sequence(key, told));
  }

  @Override
  public HistoryChecker checker() {
    return WorkloadModel.checker("kv", Optional.of(NO));
  }

  private static boolean isPatient(int worker) {
    return worker > 0 && worker % 2 == 0;
  }

  private static boolean isReader(int worker) {
    return worker % 2 == 1;
  }
}
