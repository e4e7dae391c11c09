package org.medchain.faults.workload;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.contract.consent.Grantee;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.Purpose;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.engine.Role;
import org.medchain.contract.registration.AskBalance;
import org.medchain.data.Decoder;
import org.medchain.data.Receipt;
import org.medchain.history.check.HistoryChecker;
import org.medchain.history.linear.LinearChecker;
import org.medchain.history.value.HistoryValue;
import org.medchain.incentive.PointRules;

/**
 * Credit points that patients pay each other for reading records: points are neither lost nor made,
 * and a balance that a client is told is one that the account had.
 */
record PointsRun(PatientRecords records, PointRules rules, UniformRandomProvider random)
    implements WorkloadRun {
  private static final double READS = 0.5;
  private static final double ORDERED_READS = 0.5;

  /** What no account ever has: a client believed a receipt that says nothing. */
  private static final long NO_BALANCE = -1;

  /** Each uploads a record and lets all others read it. */
  @Override
  public List<WorkloadCall> first(int worker) {
    if (worker == 0) {
      return List.of();
    }
    IssueDirective consent =
        new IssueDirective(
            records.consent(worker, new Grantee.AnyOf(Role.PATIENT), Purpose.HRESCH),
            Long.MAX_VALUE);
    return List.of(
        records.upload(worker),
        new WorkloadCall("grant", HistoryValue.whole(worker), consent, false));
  }

  @Override
  public Optional<WorkloadCall> next(int worker) {
    if (worker == 0) {
      return Optional.empty();
    }
    if (random.nextDouble() < READS) {
      return Optional.of(read(worker, random.nextDouble() >= ORDERED_READS));
    }
    int owner = 1 + random.nextInt(records.accounts().size() - 1);
    return owner == worker
        ? Optional.empty()
        : Optional.of(
            new WorkloadCall(
                "pay",
                pair(worker, owner),
                new ReadRecord(records.of(owner).id(), Purpose.HRESCH),
                false));
  }

  private static HistoryValue pair(long one, long other) {
    return HistoryValue.sequence(HistoryValue.whole(one), HistoryValue.whole(other));
  }

  private static WorkloadCall read(int worker, boolean unordered) {
    HistoryValue value = HistoryValue.sequence(HistoryValue.whole(worker), HistoryValue.nil());
    return new WorkloadCall("read", value, new AskBalance(), unordered);
  }

  @Override
  public List<WorkloadCall> last(int worker) {
    return worker == 0 ? List.of() : List.of(read(worker, false));
  }

  @Override
  public CallCompletion complete(AnsweredCall answered) {
    HistoryValue value = answered.call().value();
    Receipt receipt = answered.answer().receipt();
    if (!receipt.succeeded()
        || (answered.call().f().equals("pay") && !PatientRecords.isGranted(receipt))) {
      return CallCompletion.fail(value);
    }
    if (answered.call().f().equals("read")) {
      long account = value.asItems().orElseThrow().get(0).asInteger().orElseThrow().longValue();
      return CallCompletion.ok(pair(account, points(receipt)));
    }
    return CallCompletion.ok(value);
  }

  /** The receipt's only event says the points (CON-20). */
  private static long points(Receipt receipt) {
    if (receipt.output().size() < Long.BYTES) {
      return NO_BALANCE;
    }
    return Decoder.decode(
        receipt.output(),
        in -> {
          in.raw(in.remaining() - Long.BYTES);
          return in.int64();
        });
  }

  /** Everybody begins with what registration gives and the reward for one record. */
  @Override
  public HistoryChecker checker() {
    long start = rules.initialPoints() + rules.uploadReward();
    return new LinearChecker<>(
        new PointsModel(
            Collections.nCopies(records.accounts().size(), start),
            rules.queryPrice(),
            rules.shareOf(rules.queryPrice()).owner()),
        LinearChecker.DEFAULT_BUDGET);
  }
}
