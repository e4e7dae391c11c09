package org.medchain.contract.directives;

import java.util.List;
import org.medchain.data.Decoder;
import org.medchain.data.MalformedInput;

/** Why a reader reads: codes of HL7 v3 PurposeOfUse (CON-30; decision 0241). */
public enum Purpose {
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
  HMARKT(9);

  private final int code;

  Purpose(int code) {
    this.code = code;
  }

  /** The number in the ledger. */
  public int code() {
    return code;
  }

  /** Whether a directive may name it: who breaks the glass asks for no consent. */
  public boolean mayBeGranted() {
    return this != BTG;
  }

  /**
   * The purposes of directives that allow a read for this one: itself, and what it is a kind of.
   */
  List<Purpose> allowedBy() {
    return this == ETREAT ? List.of(ETREAT, TREAT) : List.of(this);
  }

  /** Reads the code. */
  public static Purpose decode(Decoder in) {
    int code = in.uint8();
    for (Purpose purpose : values()) {
      if (purpose.code == code) {
        return purpose;
      }
    }
    throw new MalformedInput("no purpose has the code " + code);
  }
}
