package org.medchain.contract.consent;

import org.medchain.data.Decoder;
import org.medchain.data.MalformedInput;

/** A key's right on a record of another (paper §3.1: access with the patient's authorisation). */
public enum Right {
  /** Query it at the price of a query. */
  READ(1),
  /** The same, and offer it to others. */
  SHARE(2);

  private final int code;

  Right(int code) {
    this.code = code;
  }

  /** The number of this right. */
  public int code() {
    return code;
  }

  /** Reads the code. */
  public static Right decode(Decoder in) {
    int code = in.uint8();
    for (Right right : values()) {
      if (right.code == code) {
        return right;
      }
    }
    throw new MalformedInput("no right has the code " + code);
  }
}
