package org.medchain.node.files.keys;

import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;

/**
 * What one node keeps of a deposit, and gives to a reader.
 *
 * @param deposit the same at every node
 * @param share this node's
 */
public record DepositedShare(KeyDeposit deposit, KeyShare share) implements Encodable {
  /** Whether the owner signed the deposit and the share is one of it. */
  boolean isSound() {
    return share.isOf(deposit) && deposit.hasValidSignature();
  }

  /** Reads what {@link #encode} wrote. */
  public static DepositedShare decode(Decoder in) {
    return new DepositedShare(KeyDeposit.decode(in), KeyShare.decode(in));
  }

  @Override
  public void encode(Encoder out) {
    out.value(deposit).value(share);
  }
}
