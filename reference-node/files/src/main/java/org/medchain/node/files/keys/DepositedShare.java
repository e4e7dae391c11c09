package org.medchain.node.files.keys;

import org.medchain.data.Encodable;

/**
 * The part of a deposit that one node keeps, and gives to a reader.
 *
 * @param deposit the same at every node
 * @param share this node's
 */
public record DepositedShare(KeyDeposit deposit, KeyShare share) implements Encodable {
  /** Whether the owner signed the deposit and the share is one of it. */
  boolean isSound() {
    return share.isOf(deposit) && deposit.hasValidSignature();
  }
}
