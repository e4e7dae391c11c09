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

  /** How {@code reader} may read the record with this id, in the block of this height. */
  static Access of(WorldState state, Hash id, StoredRecord record, PublicKey reader, long height) {
    if (Registration.hasLeft(state, record.owner())) {
      // GAME-7: as in CON-31, nobody reads it any more but who bought it.
      return Trade.purchase(state, id, reader).isPresent() ? FREE : NONE;
    }
    if (Trade.isForEver(state, id, record, reader)) {
      return FREE;
    }
    if (record.isPending()) {
      return Verdicts.maySee(state, id, record, reader, height) ? FREE : NONE;
    }
    return Consent.right(state, id, reader).isPresent() ? PRICED : NONE;
  }

  /** Why {@code reader} may not read the record with this id in that block, for no price. */
  public static Optional<Outcome> objection(
      WorldState state, Hash id, PublicKey reader, long height) {
    Optional<StoredRecord> record = Records.find(state, id);
    if (record.isEmpty()) {
      return Optional.of(Outcome.UNKNOWN_RECORD);
    }
    if (record.get().foundFalse()) {
      return Optional.of(Outcome.RECORD_FALSE);
    }
    return of(state, id, record.get(), reader, height) == NONE
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
