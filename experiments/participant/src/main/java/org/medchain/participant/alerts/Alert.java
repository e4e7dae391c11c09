package org.medchain.participant.alerts;

import java.util.Optional;
import org.medchain.application.Location;
import org.medchain.contract.directives.AccessEntry;
import org.medchain.contract.directives.ReadAnswer;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * Something that another did with a patient's record.
 *
 * @param place in the chain
 * @param record its id
 * @param by whom
 * @param what the operation's name
 * @param read purpose and answer, of a read for a purpose, as the state proves them
 */
public record Alert(
    Location place, Hash record, PublicKey by, String what, Optional<AccessEntry> read) {
  static Alert of(AccessEntry line) {
    return new Alert(
        new Location(line.height(), line.index()),
        line.record(),
        line.reader(),
        "read",
        Optional.of(line));
  }

  /** Whether a doctor read in an emergency, without consent. */
  public boolean isEmergency() {
    return read.filter(line -> line.answer() == ReadAnswer.BREAK_GLASS).isPresent();
  }
}
