package org.medchain.data;

/**
 * A signed statement: the signature is over (domain, chain, signer, content), so that a signature
 * made for one purpose or chain never serves another (DATA-4).
 *
 * @param domain what kind of statement it is, e.g. {@code commit}
 * @param signer the claimed signer
 * @param content the canonical encoding of the statement
 * @param signature the 64 bytes to check
 */
public record Attestation(String domain, PublicKey signer, Bytes content, Signature signature) {
  /** The bytes that a signature of this domain, chain and signer covers. */
  public static Bytes signingBytes(String domain, Hash chain, PublicKey signer, Bytes content) {
    Bytes purpose = Bytes.utf8("medchain/" + domain);
    int size = Encoder.sizeOf(purpose) + Hash.SIZE + PublicKey.SIZE + Encoder.sizeOf(content);
    return new Encoder(size).bytes(purpose).hash(chain).value(signer).bytes(content).toBytes();
  }

  /** Whether the signature holds on {@code chain}. */
  public boolean holds(SignatureScheme scheme, Hash chain) {
    return scheme.verify(signer, signingBytes(domain, chain, signer, content), signature);
  }
}
