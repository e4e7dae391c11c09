package org.medchain.contract.economy;

import org.medchain.data.Coded;

/** A service that is rewarded, or penalised if it is done badly. Codes are part of the format. */
public enum Service implements Coded {
  /** A vote with, or against, the verdict. */
  VERDICT(1),
  /** A vote on a trap. */
  TRAP(2),
  /** Storage. */
  AUDIT(3),
  /** A record that the center found valid. */
  RECORD(4);

  private final int code;

  Service(int code) {
    this.code = code;
  }

  @Override
  public int code() {
    return code;
  }
}
