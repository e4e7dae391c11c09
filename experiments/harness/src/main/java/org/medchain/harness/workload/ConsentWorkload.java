package org.medchain.harness.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.contract.access.QuoteQuery;
import org.medchain.contract.consent.RevokeAccess;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Role;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.history.check.HistoryChecker;
import org.medchain.history.value.HistoryValue;
import org.medchain.incentive.IncentiveRules;

/**
 * Patients grant and revoke access, readers ask without ordering whether they may read: nobody is
 * told yes after a revocation was acknowledged. Each pair of a record and a reader is a register.
 */
final class ConsentWorkload implements Workload {
  private static final double ORDERED_READS = 0.3;

  @Override
  public String name() {
    return "consent";
  }

  @Override
  public String description() {
    return "access granted, revoked, and asked for without ordering: no reading after a revocation";
  }

  /** The first is the doctor of all records, and idle; of the others every second is a patient. */
  @Override
  public List<Role> roles(int workers) {
    List<Role> roles = new ArrayList<>(List.of(Role.DOCTOR));
    for (int worker = 1; worker < workers; worker++) {
      roles.add(isPatient(worker) ? Role.PATIENT : Role.RESEARCH);
    }
    return roles;
  }

  private static boolean isPatient(int worker) {
    return worker > 0 && worker % 2 == 0;
  }

  private static boolean isReader(int worker) {
    return worker % 2 == 1;
  }

  @Override
  public WorkloadRun begin(
      List<PublicKey> accounts, IncentiveRules rules, UniformRandomProvider random) {
    return new ConsentRun(accounts, random);
  }

  private static final class ConsentRun implements WorkloadRun {
    private static final HistoryValue YES = HistoryValue.whole(1);
    private static final HistoryValue NO = HistoryValue.whole(0);

    private final List<PublicKey> accounts;
    private final PatientRecords records;
    private final UniformRandomProvider random;

    ConsentRun(List<PublicKey> accounts, UniformRandomProvider random) {
      this.accounts = List.copyOf(accounts);
      this.records = new PatientRecords(accounts);
      this.random = random;
    }

    private static HistoryValue key(int patient, int reader) {
      return HistoryValue.whole(1000L * patient + reader);
    }

    private static HistoryValue pair(int patient, int reader, HistoryValue value) {
      return HistoryValue.sequence(key(patient, reader), value);
    }

    private int one(IntPredicate which) {
      int[] all = IntStream.range(0, accounts.size()).filter(which).toArray();
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
        int patient = one(ConsentWorkload::isPatient);
        return Optional.of(read(patient, worker, random.nextDouble() >= ORDERED_READS));
      }
      int reader = one(ConsentWorkload::isReader);
      Operation revoke = new RevokeAccess(records.of(worker).id(), accounts.get(reader));
      return Optional.of(
          random.nextBoolean()
              ? new WorkloadCall(
                  "write", pair(worker, reader, YES), records.grant(worker, reader), false)
              : new WorkloadCall("write", pair(worker, reader, NO), revoke, false));
    }

    private WorkloadCall read(int patient, int reader, boolean unordered) {
      return new WorkloadCall(
          "read",
          pair(patient, reader, HistoryValue.nil()),
          new QuoteQuery(records.of(patient).id()),
          unordered);
    }

    @Override
    public List<WorkloadCall> last(int worker) {
      return isReader(worker) ? List.of(read(2, worker, false)) : List.of();
    }

    @Override
    public void ordered(Transaction transaction, WorkloadCall call) {
      // The contract has executed it; the receipt says how.
    }

    /** To grant what is granted, or revoke what is not, changes nothing, and says what holds. */
    @Override
    public CallCompletion complete(AnsweredCall answered) {
      WorkloadCall call = answered.call();
      if (!call.f().equals("read")) {
        return CallCompletion.ok(call.value());
      }
      HistoryValue key = ((HistoryValue.Sequence) call.value()).items().get(0);
      HistoryValue told = answered.answer().receipt().succeeded() ? YES : NO;
      return CallCompletion.ok(HistoryValue.sequence(key, told));
    }

    @Override
    public HistoryChecker checker() {
      return Checkers.of("kv", NO);
    }
  }
}
