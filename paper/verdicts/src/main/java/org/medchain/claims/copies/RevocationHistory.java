package org.medchain.claims.copies;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.medchain.claims.ledger.RecordReader;
import org.medchain.contract.consent.IssueDirective;
import org.medchain.contract.consent.ReadRecord;
import org.medchain.contract.consent.RevokeDirective;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.data.Hash;
import org.medchain.faults.run.CallRecord;

/**
 * What clients of a run saw of grants, revocations and reads, by record and reader.
 *
 * <p>A read has to be refused if it begins after a revocation was acknowledged and no grant can
 * have come between: none was in progress or began between that revocation's beginning and the
 * read's end. A grant that was given up may take effect at any time after it began.
 */
final class RevocationHistory {
  private static final class ReaderCalls {
    private final List<CallRecord> grants = new ArrayList<>();
    private final List<CallRecord> revocations = new ArrayList<>();
    private final List<CallRecord> reads = new ArrayList<>();
  }

  private final Map<RecordReader, ReaderCalls> calls = new LinkedHashMap<>();

  /** What each directive that was ever given is about. */
  private final Map<Hash, RecordReader> directives = new LinkedHashMap<>();

  /** Of the calls of a run. */
  RevocationHistory(List<CallRecord> records) {
    for (CallRecord each : records) {
      if (each.call().operation() instanceof IssueDirective issue) {
        directives.put(issue.terms().id(), RecordReader.of(issue.terms()));
      }
    }
    records.forEach(this::sort);
  }

  private void sort(CallRecord call) {
    Operation operation = call.call().operation();
    if (operation instanceof IssueDirective issue) {
      of(RecordReader.of(issue.terms())).grants.add(call);
    } else if (operation instanceof RevokeDirective end && isAcknowledged(call)) {
      Optional.ofNullable(directives.get(end.directive()))
          .ifPresent(each -> of(each).revocations.add(call));
    } else if (operation instanceof ReadRecord read && call.answer().isPresent()) {
      of(new RecordReader(read.record(), call.request().sender())).reads.add(call);
    }
  }

  private ReaderCalls of(RecordReader whose) {
    return calls.computeIfAbsent(whose, key -> new ReaderCalls());
  }

  /** The owner was told that there is no such right: revoked now, or not there before. */
  private static boolean isAcknowledged(CallRecord call) {
    return call.answer()
        .map(answer -> Outcome.of(answer.receipt()))
        .filter(outcome -> outcome == Outcome.OK || outcome == Outcome.NOT_GRANTED)
        .isPresent();
  }

  /** How many revocations were acknowledged. */
  long revocations() {
    return calls.values().stream().mapToLong(each -> each.revocations.size()).sum();
  }

  /** Answered reads that have to be refused. */
  List<CallRecord> readsAfterRevocation() {
    return calls.values().stream()
        .flatMap(
            each ->
                each.reads.stream()
                    .filter(
                        read ->
                            each.revocations.stream()
                                .anyMatch(revoked -> binds(revoked, read, each.grants))))
        .toList();
  }

  private static boolean binds(CallRecord revoked, CallRecord read, List<CallRecord> grants) {
    return revoked.endedOrder() < read.invokedOrder()
        && grants.stream().noneMatch(grant -> mayComeBetween(revoked, grant, read));
  }

  private static boolean mayComeBetween(CallRecord revoked, CallRecord grant, CallRecord read) {
    boolean overBefore = grant.answer().isPresent() && grant.endedOrder() < revoked.invokedOrder();
    return !overBefore && grant.invokedOrder() < read.endedOrder();
  }
}
