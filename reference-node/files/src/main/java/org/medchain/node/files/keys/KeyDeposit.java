package org.medchain.node.files.keys;

import java.util.List;
import org.medchain.consensus.QuorumSizes;
import org.medchain.data.Argument;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Ed25519;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;

/**
 * An owner's deposit with every node for the readers of a record (PRIV-3; decision 0251): a sealed
 * text that {@code threshold} of the shares open, and a commitment to each share.
 *
 * @param owner of the record
 * @param record its id
 * @param threshold how many shares open it
 * @param commitments hash of each share, by its number
 * @param sealed the file's key and the record, encrypted under the shared secret
 * @param signature the owner's, over all of that
 */
public record KeyDeposit(
    PublicKey owner,
    Hash record,
    int threshold,
    List<Hash> commitments,
    Bytes sealed,
    Signature signature)
    implements Encodable {
  public static final Codec<KeyDeposit> CODEC =
      Codec.of(
          KeyDeposit.class,
          PublicKey.CODEC,
          Codec.HASH,
          Codec.INT32,
          Codec.HASH.list(QuorumSizes.MAX_NODES),
          Codec.BYTES,
          Signature.CODEC);

  /** The largest sealed text in bytes: that of the largest record and its key. */
  public static final int MAX_SEALED = 1 << 13;

  public KeyDeposit {
    commitments = List.copyOf(commitments);
    Argument.refuseIf(
        threshold < 1 || threshold > commitments.size(),
        "1 to %s shares open a deposit, not %s",
        commitments.size(),
        threshold);
    Argument.refuseIf(
        sealed.size() > MAX_SEALED,
        "a deposit holds %s sealed bytes or less, not %s",
        MAX_SEALED,
        sealed.size());
  }

  /** Signed by its owner. */
  static KeyDeposit sign(
      KeyPair owner, Hash record, int threshold, List<Hash> commitments, Bytes sealed) {
    PublicKey name = owner.publicKey();
    KeyDeposit unsigned =
        new KeyDeposit(name, record, threshold, commitments, sealed, Signature.NONE);
    Signature made = new Ed25519().sign(owner.secretKey(), unsigned.signedContent());
    return new KeyDeposit(name, record, threshold, commitments, sealed, made);
  }

  /** Whether the owner that it names signed it. */
  boolean hasValidSignature() {
    return new Ed25519().verify(owner, signedContent(), signature);
  }

  private Bytes signedContent() {
    return new Encoder().text("medchain/key-deposit/1").raw(Signature.unsigned(this)).toBytes();
  }
}
