package org.medchain.incentive;

/** The verdict on a record (GAME-1). */
public enum RecordVerdict {
  /** Its verifiers call it true. */
  VALID,
  /** Its verifiers, or its users, call it false. */
  FALSE,
  /** Neither has enough votes: it pays nothing and costs nothing. */
  UNDECIDED
}
