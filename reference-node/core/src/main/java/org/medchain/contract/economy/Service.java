package org.medchain.contract.economy;

import org.medchain.data.Decoder;
import org.medchain.data.MalformedInput;

/** A service that is rewarded, or penalised if it is done badly. Codes are part of the format. */
public enum Service {
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

  int code() {
    return code;
  }

  static Service decode(Decoder in) {
    int code = in.uint8();
    for (Service service : values()) {
      if (service.code == code) {
        return service;
      }
    }
    throw new MalformedInput("no service has the code " + code);
  }
}
