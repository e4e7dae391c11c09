package org.medchain.contract.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.medchain.contract.ChainState;
import org.medchain.contract.access.QueryRecord;
import org.medchain.contract.consent.GrantAccess;
import org.medchain.contract.consent.RevokeAccess;
import org.medchain.contract.consent.Right;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.verdict.Verification;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** Rights on single records (CON-7, CON-8) in the plainest way: a map of maps. */
final class PlainRights {
  /** What a reader that may read can still be told: a query costs points. */
  private static final Set<Outcome> PAID =
      EnumSet.of(Outcome.OK, Outcome.INSUFFICIENT_POINTS, Outcome.ACCOUNT_FROZEN);

  private final Map<Hash, Map<PublicKey, Right>> rights = new TreeMap<>();

  private Map<PublicKey, Right> of(Hash record) {
    return rights.computeIfAbsent(record, any -> new TreeMap<>());
  }

  Outcome granted(ChainState state, PublicKey who, GrantAccess order, boolean readerIsActive) {
    Optional<StoredRecord> record = state.record(order.record());
    if (record.isEmpty()) {
      return Outcome.UNKNOWN_RECORD;
    }
    if (!record.get().owner().equals(who)) {
      return Outcome.NOT_ALLOWED;
    }
    if (record.get().isPending()) {
      return Outcome.RECORD_PENDING;
    }
    if (!readerIsActive) {
      return Outcome.UNKNOWN_PARTICIPANT;
    }
    return of(order.record()).put(order.reader(), order.right()) == order.right()
        ? Outcome.ALREADY_GRANTED
        : Outcome.OK;
  }

  Outcome revoked(ChainState state, PublicKey who, RevokeAccess order) {
    Optional<StoredRecord> record = state.record(order.record());
    if (record.isEmpty()) {
      return Outcome.UNKNOWN_RECORD;
    }
    if (!record.get().owner().equals(who)) {
      return Outcome.NOT_ALLOWED;
    }
    return of(order.record()).remove(order.reader()) == null ? Outcome.NOT_GRANTED : Outcome.OK;
  }

  /** Why the reader gets nothing; nothing if it may read, for which it may have to pay. */
  Optional<Outcome> queried(
      ChainState state, PublicKey who, QueryRecord order, long height, Outcome told) {
    Optional<StoredRecord> found = state.record(order.record());
    if (found.isEmpty()) {
      return Optional.of(Outcome.UNKNOWN_RECORD);
    }
    StoredRecord record = found.get();
    if (record.foundFalse()) {
      return Optional.of(Outcome.RECORD_FALSE);
    }
    if (state.hasLeft(record.owner())) {
      boolean bought = state.purchase(order.record(), who).isPresent();
      return Optional.of(bought ? Outcome.OK : Outcome.OWNER_LEFT);
    }
    if (record.owner().equals(who)
        || record.doctor().equals(who)
        || state.purchase(order.record(), who).isPresent()) {
      return Optional.of(Outcome.OK);
    }
    if (record.isPending()) {
      Optional<Verification> verdict = state.verification(order.record());
      return Optional.of(
          verdict.filter(each -> height <= each.until() && each.seatOf(who).isPresent()).isPresent()
              ? Outcome.OK
              : Outcome.RECORD_PENDING);
    }
    if (!of(order.record()).containsKey(who)) {
      return Optional.of(Outcome.NO_ACCESS);
    }
    assertThat(PAID).contains(told);
    return Optional.empty();
  }

  /** What the chain must hold in the end. */
  void requireSame(ChainState state) {
    rights.forEach(
        (record, readers) ->
            readers.forEach(
                (reader, right) -> assertThat(state.right(record, reader)).contains(right)));
  }
}
