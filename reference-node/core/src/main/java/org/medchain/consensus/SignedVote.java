package org.medchain.consensus;

import java.util.List;
import org.medchain.data.Attestation;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;
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
  public static final Codec<SignedVote> CODEC = Codec.of(SignedVote.class);

  /** The votes of a certificate: no more than a chain can have members (PBFT-32). */
  public static final Codec<List<SignedVote>> LIST = CODEC.list(QuorumSizes.MAX_NODES);

  /** Encoded length in bytes. */
  public static final int SIZE = CODEC.minSize();

  /** The signed statement, as an authenticator checks it. */
  public Attestation attestation(String domain, Bytes statement) {
    return new Attestation(domain, signer, statement, signature);
  }
}
