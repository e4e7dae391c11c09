package org.medchain.client.alerts;

import java.util.Optional;
import java.util.OptionalLong;
import org.medchain.application.Location;
import org.medchain.contract.consent.AccessEntry;
import org.medchain.contract.consent.ReadAnswer;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;

/**
 * An act of another with a patient's record, or about the patient's delegates.
 *
 * @param place in the chain
 * @param by whom
 * @param what the operation's name
 * @param about what it is about
 */
public record Alert(Location place, PublicKey by, String what, Subject about) {
  /** The subject of an alert. */
  public sealed interface Subject {}

  /**
   * A record of the patient.
   *
   * @param id of the record
   * @param read purpose and answer, of a read, as the state proves them
   */
  public record OfRecord(Hash id, Optional<AccessEntry> read) implements Subject {}

  /**
   * A delegate that acts for the patient from now on, or no longer does (CON-31).
   *
   * @param delegate who; empty if no node proves the order's result
   * @param untilMs block time from which on it does not; empty if this ends it
   */
  public record OfDelegate(Optional<PublicKey> delegate, OptionalLong untilMs) implements Subject {}

  static Alert of(AccessEntry line) {
    return new Alert(
        new Location(line.height(), line.index()),
        line.reader(),
        "read",
        new OfRecord(line.record(), Optional.of(line)));
  }

  /** Whether a doctor read in an emergency, without consent. */
  public boolean isEmergency() {
    return about instanceof OfRecord of
        && of.read().filter(line -> line.answer() == ReadAnswer.BREAK_GLASS).isPresent();
  }
}
