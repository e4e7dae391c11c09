package org.medchain.contract.engine;

import org.medchain.data.Decoder;
import org.medchain.data.MalformedInput;

/** A participant's role (paper §3.1). Codes are part of the state's format. */
public enum Role {
  /** Owns records. */
  PATIENT(1),
  /** Makes the data that a patient's record is about. */
  DOCTOR(2),
  /** Stores data and serves institutions. */
  HOSPITAL(3),
  /** Uses data: insurance, research, health supervision, a company. */
  INSTITUTION(4),
  /** Registers participants and finds records false; one a chain, named by the genesis state. */
  REGULATORY_CENTER(5);

  private final int code;

  Role(int code) {
    this.code = code;
  }

  /** The number of this role. */
  public int code() {
    return code;
  }

  /** Reads the code. */
  public static Role decode(Decoder in) {
    int code = in.uint8();
    for (Role role : values()) {
      if (role.code == code) {
        return role;
      }
    }
    throw new MalformedInput("no role has the code " + code);
  }
}
