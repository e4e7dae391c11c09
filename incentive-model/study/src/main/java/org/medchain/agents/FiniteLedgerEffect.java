package org.medchain.agents;

/**
 * The differences between a ledger with a finite number of keys and the theory of one large
 * population; each can be switched into the theory, one after the other, in this order (GAME-15).
 */
public enum FiniteLedgerEffect {
  /** The vote that makes the quorum decides; later ones are refused, and paid nothing. */
  EARLY_VERDICT,
  /** Committees are drawn without putting back, from all keys, the uploader's own among them. */
  FINITE_COMMITTEE,
  /**
   * Only buyers evaluate, evaluations reverse a verdict as soon as they can, and no one buys of an
   * owner who has left, or a second part of one record.
   */
  EVALUATORS,
  /** Who runs leaves in the block after its upload, and is settled in the one after its lock. */
  BLOCKS_TO_LEAVE,
  /**
   * Where the center decides alone: a fraud found within two blocks is not sold, and within three
   * the reward is still on an account that is kept low.
   */
  FOUND_EARLY
}
