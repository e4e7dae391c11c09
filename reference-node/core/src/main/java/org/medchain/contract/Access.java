package org.medchain.contract;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** Who may read a record (paper §3.1: with the patient's authorisation; CON-8). */
enum Access {
  /** Not at all. */
  NONE,
  /** For the price of a query. */
  PRICED,
  /** Without price. */
  FREE;

  /** How {@code reader} may read the record with this id. */
  static Access of(ChainState state, Hash id, StoredRecord record, PublicKey reader) {
    if (isForEver(state, id, record, reader)) {
      return FREE;
    }
    if (record.isPending()) {
      return isVerifier(state, id, reader) ? FREE : NONE;
    }
    return granted(state, id, record, reader).isPresent() ? PRICED : NONE;
  }

  /** Whether nobody can take the reader's access away: who has it needs not buy it. */
  static boolean isForEver(ChainState state, Hash id, StoredRecord record, PublicKey reader) {
    return reader.equals(record.owner())
        || reader.equals(record.doctor())
        || state.purchase(id, reader).isPresent();
  }

  /**
   * Whether {@code provider} may offer the record: its owner, and with whom the owner shared it.
   */
  static boolean mayOffer(ChainState state, Hash id, StoredRecord record, PublicKey provider) {
    return record.owner().equals(provider)
        || granted(state, id, record, provider).equals(Optional.of(Right.SHARE));
  }

  /** GAME-1: before the verdict, verifiers have to look. */
  private static boolean isVerifier(ChainState state, Hash id, PublicKey reader) {
    return state
        .incentives()
        .verification(id)
        .filter(open -> open.seatOf(reader).isPresent())
        .isPresent();
  }

  /** GAME-7: what an owner granted ends when it leaves; what was bought does not. */
  private static Optional<Right> granted(
      ChainState state, Hash id, StoredRecord record, PublicKey reader) {
    return state.right(id, reader).filter(right -> !state.incentives().hasLeft(record.owner()));
  }

  /** CON-8. */
  static Result grant(ChainState state, Call call, Operation.Grant operation) {
    Optional<StoredRecord> found = state.record(operation.record());
    if (found.isEmpty()) {
      return Result.refused(Outcome.UNKNOWN_RECORD);
    }
    if (!found.get().owner().equals(call.sender())) {
      return Result.refused(Outcome.NOT_ALLOWED);
    }
    // GAME-1: nothing is granted before the verdict, or shared records would come in unjudged.
    if (found.get().isPending()) {
      return Result.refused(Outcome.RECORD_PENDING);
    }
    if (state.activeRole(operation.reader()).isEmpty()) {
      return Result.refused(Outcome.UNKNOWN_PARTICIPANT);
    }
    Right right = operation.right();
    if (state.right(operation.record(), operation.reader()).equals(Optional.of(right))) {
      return Result.refused(Outcome.ALREADY_GRANTED);
    }
    ChainState granted = state.withRight(operation.record(), operation.reader(), right);
    List<Event> events = new ArrayList<>();
    events.add(new Event.AccessGranted(operation.record(), operation.reader(), right));
    if (right == Right.SHARE) {
      String type = found.get().type();
      granted = Trade.add(granted, operation.reader(), type, operation.record(), events);
    }
    return new Result.Done(granted, events);
  }

  /** CON-8: what the owner granted can be taken back, what an agreement sold cannot. */
  static Result revoke(ChainState state, Call call, Operation.Revoke operation) {
    Optional<StoredRecord> found = state.record(operation.record());
    if (found.isEmpty()) {
      return Result.refused(Outcome.UNKNOWN_RECORD);
    }
    if (!found.get().owner().equals(call.sender())) {
      return Result.refused(Outcome.NOT_ALLOWED);
    }
    if (state.right(operation.record(), operation.reader()).isEmpty()) {
      return Result.refused(Outcome.NOT_GRANTED);
    }
    return Result.done(
        state.withoutRight(operation.record(), operation.reader()),
        new Event.AccessRevoked(operation.record(), operation.reader()));
  }
}
