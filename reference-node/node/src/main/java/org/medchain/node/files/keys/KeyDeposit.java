package org.medchain.node.files.keys;

import java.util.List;
import org.medchain.consensus.Quorum;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Ed25519;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;

/**
 * What an owner leaves with every node for the readers of a record (PRIV-3; decision 0253): a
 * sealed text that {@code threshold} of the shares open, and what each share has to be.
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
  /** The largest sealed text in bytes: that of the largest record and its key. */
  public static final int MAX_SEALED = 1 << 13;

  /** Checks the ranges. */
  public KeyDeposit {
    commitments = List.copyOf(commitments);
    if (threshold < 1 || threshold > commitments.size()) {
      throw new IllegalArgumentException(
          "1 to " + commitments.size() + " shares open a deposit, not " + threshold);
    }
    if (sealed.size() > MAX_SEALED) {
      throw new IllegalArgumentException(
          "a deposit holds " + MAX_SEALED + " sealed bytes or less, not " + sealed.size());
    }
  }

  /** Signed by its owner. */
  static KeyDeposit sign(
      KeyPair owner, Hash record, int threshold, List<Hash> commitments, Bytes sealed) {
    Bytes content = signedContent(owner.publicKey(), record, threshold, commitments, sealed);
    return new KeyDeposit(
        owner.publicKey(),
        record,
        threshold,
        commitments,
        sealed,
        new Ed25519().sign(owner.secretKey(), content));
  }

  /** Whether the owner that it names signed it. */
  boolean hasValidSignature() {
    return new Ed25519()
        .verify(owner, signedContent(owner, record, threshold, commitments, sealed), signature);
  }

  private static Bytes signedContent(
      PublicKey owner, Hash record, int threshold, List<Hash> commitments, Bytes sealed) {
    Encoder out = new Encoder().text("medchain/key-deposit/1").value(owner).hash(record);
    out.int32(threshold).count(commitments.size());
    commitments.forEach(out::hash);
    return out.bytes(sealed).toBytes();
  }

  /** Reads what {@link #encode} wrote. */
  public static KeyDeposit decode(Decoder in) {
    return new KeyDeposit(
        PublicKey.decode(in),
        in.hash(),
        in.int32(),
        in.list(Hash.SIZE, Quorum.MAX_NODES, Decoder::hash),
        in.bytes(),
        Signature.decode(in));
  }

  @Override
  public void encode(Encoder out) {
    out.value(owner).hash(record).int32(threshold).count(commitments.size());
    commitments.forEach(out::hash);
    out.bytes(sealed).value(signature);
  }
}
