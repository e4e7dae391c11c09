package org.medchain.consensus;

/** A member's knowledge of its own earlier votes, without which it must not vote (PBFT-29). */
public enum VoteMemory {
  /** It has voted nothing that it does not know. */
  INTACT,
  /** It has restarted, and waits for the others' reports on its votes. */
  UNCONFIRMED,
  /** Others hold a vote of its that its log does not have: it votes no more with this key. */
  LOST
}
