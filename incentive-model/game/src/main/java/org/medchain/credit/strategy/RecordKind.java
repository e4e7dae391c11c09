package org.medchain.credit.strategy;

/** What an upload is, as far as a verifier may vote differently on it. */
public enum RecordKind {
  /** True to what happened. */
  HONEST,
  /** Made up. */
  FALSE,
  /** Made up by a member of a ring, whose other members know. */
  RING;

  /** Whether users and center will find it wanting. */
  public boolean isFalse() {
    return this != HONEST;
  }
}
