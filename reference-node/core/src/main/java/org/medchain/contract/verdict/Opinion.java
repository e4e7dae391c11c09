package org.medchain.contract.verdict;

import org.medchain.data.Decoder;
import org.medchain.data.MalformedInput;

/** A verifier's opinion on a record. Codes are part of the state's format. */
public enum Opinion {
  /** Nothing yet. */
  NONE(0),
  /** It is true. */
  VALID(1),
  /** It is not. */
  FALSE(2);

  private final int code;

  Opinion(int code) {
    this.code = code;
  }

  /** The vote's content. */
  static Opinion of(boolean valid) {
    return valid ? VALID : FALSE;
  }

  int code() {
    return code;
  }

  static Opinion decode(Decoder in) {
    int code = in.uint8();
    for (Opinion opinion : values()) {
      if (opinion.code == code) {
        return opinion;
      }
    }
    throw new MalformedInput("no opinion has the code " + code);
  }
}
