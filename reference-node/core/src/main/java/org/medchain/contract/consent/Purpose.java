package org.medchain.contract.consent;

import java.util.List;
import org.medchain.data.Coded;

/** Why a reader reads: codes of HL7 v3 PurposeOfUse, and one more (CON-30; decision 0240). */
public enum Purpose implements Coded {
  /** Treatment. */
  TREAT(1),
  /** Emergency treatment, which is treatment. */
  ETREAT(2),
  /** Break the glass: an emergency in which nobody can be asked. */
  BTG(3),
  /** Healthcare payment. */
  HPAYMT(4),
  /** Healthcare operations. */
  HOPERAT(5),
  /** Healthcare research. */
  HRESCH(6),
  /** The patient's own request. */
  PATRQT(7),
  /** Public health. */
  PUBHLTH(8),
  /** Healthcare marketing. */
  HMARKT(9),
  /**
   * Not a purpose of reading: the grantee may offer the record to others (HL7 v3 DataOperation
   * {@code DISCLOSE}). Only directives name it.
   */
  DISCLOSE(10);

  private final int code;

  Purpose(int code) {
    this.code = code;
  }

  @Override
  public int code() {
    return code;
  }

  /** Whether a directive may name it: a reader that breaks the glass asks for no consent. */
  public boolean mayBeGranted() {
    return this != BTG;
  }

  /** Whether a read may be for it. */
  public boolean mayBeRead() {
    return this != DISCLOSE;
  }

  /** Whether a reader by a directive reads for itself, and so pays the owner (CON-7). */
  public boolean isPriced() {
    return this == HRESCH || this == HMARKT;
  }

  /** The purposes of directives that allow a read for this one: itself, and its wider kinds. */
  List<Purpose> allowedBy() {
    return this == ETREAT ? List.of(ETREAT, TREAT) : List.of(this);
  }
}
