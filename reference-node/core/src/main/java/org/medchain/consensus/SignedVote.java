package org.medchain.consensus;

import java.util.List;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.PublicKey;
import org.medchain.data.Signature;

/**
 * One node's signature in a certificate. It names the key, not the node's number, so that a third
 * party needs no membership table to check it, and a later membership change cannot re-read it.
 *
 * @param signer the key that signed
 * @param signature over the statement that the certificate names
 */
public record SignedVote(PublicKey signer, Signature signature) implements Encodable {
  /** Encoded length in bytes. */
  public static final int SIZE = PublicKey.SIZE + Signature.SIZE;

  /** Reads what {@link #encode} wrote. */
  public static SignedVote decode(Decoder in) {
    return new SignedVote(PublicKey.decode(in), Signature.decode(in));
  }

  /** Reads the votes of a certificate: no more than a chain can have members (PBFT-32). */
  public static List<SignedVote> decodeAll(Decoder in) {
    return in.list(SIZE, Quorum.MAX_NODES, SignedVote::decode);
  }

  @Override
  public void encode(Encoder out) {
    out.value(signer).value(signature);
  }
}
