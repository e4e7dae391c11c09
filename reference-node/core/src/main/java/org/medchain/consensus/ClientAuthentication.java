package org.medchain.consensus;

/** What convinces a node that a request is its sender's (PBFT-25). */
public enum ClientAuthentication {
  /** The sender's signature, which third parties can check and which stays in the block. */
  SIGNATURE,

  /**
   * A message authentication code for each node, which convinces that node alone; nothing of it
   * stays in the block.
   */
  MAC,

  /**
   * Codes for the opaque operations of a session, whose sender is registered; the signature for all
   * else, so that records are always their patients' (PBFT-26).
   */
  SESSION_MAC
}
