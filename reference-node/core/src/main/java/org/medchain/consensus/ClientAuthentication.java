package org.medchain.consensus;

/** The proof that convinces a node that a request comes from its sender (PBFT-25). */
public enum ClientAuthentication {
  /** The sender's signature, which third parties can check and which stays in the block. */
  SIGNATURE,

  /**
   * A message authentication code for each node, which convinces only that node; nothing of it
   * stays in the block.
   */
  MAC,

  /**
   * Codes for the opaque operations of a session, whose sender is registered; the signature for all
   * else, so that records are always their patients' (PBFT-26).
   */
  SESSION_MAC
}
