package org.medchain.credit.strategy;

/** A strategy's use of identities: what its formula says of them, agents do by transactions. */
public enum IdentityPolicy {
  /** Keeps the key it has. */
  KEEP,
  /** Leaves a convicted key, and returns under a fresh one (T7, T8). */
  REJOIN_AFTER_CONVICTION,
  /** Leaves its key at the end of every round, and returns under a fresh one (T8). */
  REPLACE_EVERY_ROUND,
  /** Uploads under a key of its own, which leaves in the next block (T11). */
  HIT_AND_RUN,
  /** Registers one more key in each round, and leaves with its points (T10). */
  ADD_EVERY_ROUND
}
