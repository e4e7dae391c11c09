package org.medchain.contract.consent;

import org.medchain.contract.center.Freezing;
import org.medchain.contract.economy.Levels;
import org.medchain.contract.engine.Role;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.records.Purchases;
import org.medchain.contract.records.StoredRecord;
import org.medchain.contract.registration.Registration;
import org.medchain.contract.verdict.Verdicts;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * A wish to read: by whom, why and when.
 *
 * @param reader its name
 * @param role of the reader
 * @param purpose that it gives
 * @param height of the block
 * @param timeMs of the block
 */
record Reading(PublicKey reader, Role role, Purpose purpose, long height, long timeMs) {
  /** CON-31: the first rule that says something about it, leaving the reader's points aside. */
  ReadAnswer answer(WorldState state, Hash id, StoredRecord record) {
    if (record.foundFalse()) {
      // CON-9: by nobody, and in no emergency: a false record helps nobody.
      return ReadAnswer.RECORD_FALSE;
    }
    boolean bought = Purchases.of(state, id, reader).isPresent();
    if (Registration.hasLeft(state, record.owner()) && (!bought || purpose == Purpose.BTG)) {
      // GAME-7: only by a buyer, from whom it is not taken back (CON-8).
      return ReadAnswer.OWNER_LEFT;
    }
    if (reader.equals(record.owner())) {
      return ReadAnswer.OWNER;
    }
    if (Freezing.isFrozen(state, reader)) {
      return ReadAnswer.READER_FROZEN;
    }
    if (purpose == Purpose.BTG) {
      boolean treats = role == Role.DOCTOR && Registration.hasHospital(state, reader);
      return treats ? ReadAnswer.BREAK_GLASS : ReadAnswer.NOT_A_DOCTOR;
    }
    if (!isOfItsRole()) {
      return ReadAnswer.WRONG_PURPOSE;
    }
    if (reader.equals(record.doctor())) {
      return ReadAnswer.AUTHOR;
    }
    return bought ? ReadAnswer.BOUGHT : byTheOwnersWill(state, id, record);
  }

  /**
   * Whether the role reads for this purpose at all: some roles have only certain purposes, others
   * any that they are allowed (ROLE-8; decision 0210).
   */
  private boolean isOfItsRole() {
    return switch (role) {
      case INSURER -> purpose == Purpose.HPAYMT;
      case PHARMA -> purpose.isPriced();
      case SUPERVISION -> purpose == Purpose.HOPERAT || purpose == Purpose.PUBHLTH;
      case PUBLIC_SECURITY -> purpose == Purpose.PUBHLTH;
      default -> true;
    };
  }

  private ReadAnswer byTheOwnersWill(WorldState state, Hash id, StoredRecord record) {
    if (Verdicts.maySee(state, id, record, reader, height)) {
      return ReadAnswer.VERIFIER;
    }
    if (Delegates.acts(state, record.owner(), reader, timeMs)) {
      return ReadAnswer.DELEGATE;
    }
    return record.isPending()
        ? ReadAnswer.RECORD_PENDING
        : Directives.allowed(state, id, record, this);
  }

  /** Its price if this is the answer (CON-7). */
  long price(WorldState state, ReadAnswer answer) {
    return answer == ReadAnswer.DIRECTIVE && purpose.isPriced()
        ? Levels.queryPrice(state, reader, height)
        : 0;
  }
}
