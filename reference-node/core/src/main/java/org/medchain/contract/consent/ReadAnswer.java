package org.medchain.contract.consent;

import java.util.Locale;
import org.medchain.data.Coded;

/** Why a read was granted or refused (CON-31). Codes are part of the format, refusals from 32. */
public enum ReadAnswer implements Coded {
  /** To the owner. */
  OWNER(1),
  /** To a delegate of the owner. */
  DELEGATE(2),
  /** To the doctor whom the record names. */
  AUTHOR(3),
  /** To a reader that bought access, which no revocation takes. */
  BOUGHT(4),
  /** By a directive. */
  DIRECTIVE(5),
  /** To a doctor, in an emergency, without consent. */
  BREAK_GLASS(6),
  /** To a verifier of the record, before the verdict. */
  VERIFIER(7),
  /** No directive allows it, or only what a delegate gave that acts no longer. */
  NO_CONSENT(32),
  /** The time of the directive is over. */
  EXPIRED(33),
  /** The record was found false. */
  RECORD_FALSE(34),
  /** The record has no verdict yet, or never got one. */
  RECORD_PENDING(35),
  /** The center holds the reader's account. */
  READER_FROZEN(36),
  /** The owner has left the chain: only those that bought its records read them. */
  OWNER_LEFT(37),
  /** Only a doctor breaks the glass, and only one whose hospital is there. */
  NOT_A_DOCTOR(38),
  /** The read has a price, and the reader has less. */
  INSUFFICIENT_POINTS(39),
  /** Participants of the reader's role read others' records for no such purpose. */
  WRONG_PURPOSE(45);

  private static final int FIRST_REFUSAL = 32;

  private final int code;

  ReadAnswer(int code) {
    this.code = code;
  }

  @Override
  public int code() {
    return code;
  }

  /** For people: "no consent". */
  public String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Whether the reader may have the content. */
  public boolean granted() {
    return code < FIRST_REFUSAL;
  }
}
