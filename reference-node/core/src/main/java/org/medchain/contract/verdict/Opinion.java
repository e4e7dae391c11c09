package org.medchain.contract.verdict;

import org.medchain.data.Coded;

/** A verifier's opinion on a record. Codes are part of the state's format. */
public enum Opinion implements Coded {
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

  @Override
  public int code() {
    return code;
  }
}
