package org.medchain.contract.access;

import java.util.Optional;
import org.medchain.contract.consent.Consent;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Records;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.registration.Registration;
import org.medchain.contract.trade.Trade;
import org.medchain.contract.verdict.Verdicts;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/** Who may read a record (paper §3.1: with the patient's authorisation; CON-7). */
public enum Access {
  /** Not at all. */
  NONE,
  /** For the price of a query. */
  PRICED,
  /** Without price. */
  FREE;

  /** How {@code reader} may read the record with this id. */
  static Access of(WorldState state, Hash id, StoredRecord record, PublicKey reader) {
    if (Registration.hasLeft(state, record.owner())) {
      // GAME-7: as in CON-31, nobody reads it any more but who bought it.
      return Trade.purchase(state, id, reader).isPresent() ? FREE : NONE;
    }
    if (Trade.isForEver(state, id, record, reader)) {
      return FREE;
    }
    if (record.isPending()) {
      return isVerifier(state, id, reader) ? FREE : NONE;
    }
    return Consent.right(state, id, reader).isPresent() ? PRICED : NONE;
  }

  /** GAME-1: before the verdict, verifiers have to look. */
  private static boolean isVerifier(WorldState state, Hash id, PublicKey reader) {
    return Verdicts.of(state, id).filter(open -> open.seatOf(reader).isPresent()).isPresent();
  }

  /** Why {@code reader} may not read the record with this id, for no price. */
  public static Optional<Outcome> objection(WorldState state, Hash id, PublicKey reader) {
    Optional<StoredRecord> record = Records.find(state, id);
    if (record.isEmpty()) {
      return Optional.of(Outcome.UNKNOWN_RECORD);
    }
    if (record.get().foundFalse()) {
      return Optional.of(Outcome.RECORD_FALSE);
    }
    return of(state, id, record.get(), reader) == NONE
        ? Optional.of(refusal(state, record.get()))
        : Optional.empty();
  }

  private static Outcome refusal(WorldState state, StoredRecord record) {
    if (Registration.hasLeft(state, record.owner())) {
      return Outcome.OWNER_LEFT;
    }
    return record.isPending() ? Outcome.RECORD_PENDING : Outcome.NO_ACCESS;
  }
}
