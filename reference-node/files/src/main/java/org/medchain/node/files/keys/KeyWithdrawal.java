package org.medchain.node.files.keys;

import org.medchain.data.Bytes;
import org.medchain.data.Ed25519;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;

/**
 * An owner takes back the shares that it deposited of the key of a record's file (PRIV-10; decision
 * 0251). Every node gets the same; again is as good as once.
 *
 * @param owner of the record
 * @param record its id
 * @param signature the owner's, over both
 */
public record KeyWithdrawal(PublicKey owner, Hash record, Signature signature)
    implements Encodable {
  /** Signed by the owner. */
  public static KeyWithdrawal sign(KeyPair owner, Hash record) {
    KeyWithdrawal unsigned = new KeyWithdrawal(owner.publicKey(), record, Signature.NONE);
    Signature made = new Ed25519().sign(owner.secretKey(), unsigned.signedContent());
    return new KeyWithdrawal(owner.publicKey(), record, made);
  }

  /** Whether the owner that it names signed it. */
  boolean hasValidSignature() {
    return new Ed25519().verify(owner, signedContent(), signature);
  }

  private Bytes signedContent() {
    return new Encoder().text("medchain/key-withdrawal/1").raw(Signature.unsigned(this)).toBytes();
  }
}
