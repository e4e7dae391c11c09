package org.medchain.claims.contracts;

import java.util.Locale;

/** What those who are no party to an agreement may do to it. */
enum OutsideAct {
  /** The primary orders the requests of one block otherwise. */
  ORDER,
  /** The center finds a record false. */
  VERDICT,
  /** The center freezes an account: the provider's, the demander's or an owner's. */
  FREEZE,
  /** An owner takes the provider's right on a record back. */
  REVOCATION,
  /** An owner leaves the chain. */
  EXIT,
  /** Participants that own no record of the agreement upload, offer, demand and join. */
  OUTSIDERS;

  /** The word for it in files. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
