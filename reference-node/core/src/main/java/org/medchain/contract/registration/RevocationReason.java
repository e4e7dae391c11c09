package org.medchain.contract.registration;

import org.medchain.data.Coded;

/** Why a certificate counts no longer: the reasons of RFC 5280 §5.3.1 that a center can have. */
public enum RevocationReason implements Coded {
  /** No reason is given. */
  UNSPECIFIED(0),
  /** Another party has, or may have, the secret key. */
  KEY_COMPROMISE(1),
  /** The holder is another institution's now, or called otherwise. */
  AFFILIATION_CHANGED(3),
  /** A newer certificate took its place. */
  SUPERSEDED(4),
  /** The holder stopped working. */
  CESSATION_OF_OPERATION(5),
  /** The center takes its authorisation back. */
  PRIVILEGE_WITHDRAWN(9);

  private final int code;

  RevocationReason(int code) {
    this.code = code;
  }

  @Override
  public int code() {
    return code;
  }
}
