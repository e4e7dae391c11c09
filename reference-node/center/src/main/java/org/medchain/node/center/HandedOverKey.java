package org.medchain.node.center;

import org.medchain.data.Ed25519;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.node.files.sealing.AgreementKey;
import org.medchain.node.files.sealing.FileKey;
import org.medchain.node.files.sealing.WrappedFileKey;
import org.medchain.node.identity.CertificateParser;
import org.medchain.node.transport.RefusedException;

/**
 * The center's reply to an applicant for whom it made the keys (REG-7; decision 0242): the private
 * key, wrapped by the center's own key for the applicant's, and certificates of the public one.
 *
 * @param wrapped as files' keys are, under a name that no file has
 * @param issued over the key that is in it
 */
record HandedOverKey(WrappedFileKey wrapped, IssuedCertificates issued) implements Encodable {
  /**
   * Wraps a pair.
   *
   * @throws RefusedException if nothing can be wrapped for the recipient's key
   */
  static HandedOverKey of(
      KeyPair made, KeyPair center, PublicKey recipient, IssuedCertificates issued)
      throws RefusedException {
    FileKey secret = new FileKey(made.secretKey().value());
    return new HandedOverKey(
        WrappedFileKey.wrap(name(made.publicKey()), secret, AgreementKey.of(center), recipient),
        issued);
  }

  /**
   * Unwraps the pair and checks that the certificates are over it.
   *
   * @param center whose key has wrapped it
   * @throws RefusedException if it is for another, of another center, or of another pair
   */
  KeyPair open(KeyPair recipient, PublicKey center) throws RefusedException {
    PublicKey certified = CertificateParser.subject(issued.tls()).key();
    if (!wrapped.owner().equals(center) || !wrapped.file().equals(name(certified))) {
      throw new RefusedException("the key that was handed over is not the certified one");
    }
    KeyPair made = new Ed25519().keyPair(wrapped.unwrap(AgreementKey.of(recipient)).value());
    if (!made.publicKey().equals(certified)) {
      throw new RefusedException("the certified key is not that of the private key with it");
    }
    return made;
  }

  /** Bound into the wrapping: no key of a file passes for a participant's, nor the reverse. */
  private static Hash name(PublicKey made) {
    return Hash.of(new Encoder().text("medchain/handed-over-key/1").value(made).toBytes());
  }
}
