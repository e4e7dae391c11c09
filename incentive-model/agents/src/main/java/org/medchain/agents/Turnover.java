package org.medchain.agents;

/** How somebody deals with its identities: what a strategy's formula says, done by transactions. */
public enum Turnover {
  /** Keeps the key it has. */
  STAYS,
  /** Leaves a key that was convicted, and comes back under a fresh one (T7, T8). */
  RETURNS,
  /** Leaves its key at the end of every round, and comes back under a fresh one (T8). */
  CHANGES,
  /** Uploads under a key of its own, which leaves in the next block (T11). */
  RUNS,
  /** Registers one more key in each round, and leaves with its points (T10). */
  MULTIPLIES
}
