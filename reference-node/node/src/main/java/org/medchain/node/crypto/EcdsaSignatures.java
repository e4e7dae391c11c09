package org.medchain.node.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Optional;
import org.medchain.data.Bytes;

/**
 * The signatures of certificates (RFC 5280) and their keys, by native code where there is some: a
 * process makes and checks a few when it begins, and the JDK's curves have to be compiled for that.
 */
public final class EcdsaSignatures {
  private static final String ALGORITHM = "SHA256withECDSA";
  private static final byte[] PROBE = Bytes.utf8("do these belong together?").toArray();
  private static final Optional<Provider> NATIVE =
      NativeProvider.find().filter(EcdsaSignatures::has);

  private EcdsaSignatures() {}

  private static boolean has(Provider provider) {
    return provider.getService("Signature", ALGORITHM) != null;
  }

  private static Signature signature() throws GeneralSecurityException {
    return NATIVE.isPresent()
        ? Signature.getInstance(ALGORITHM, NATIVE.get())
        : Signature.getInstance(ALGORITHM);
  }

  /**
   * Checks that the key's owner signed the certificate.
   *
   * @throws GeneralSecurityException if not
   */
  public static void verify(X509Certificate certificate, PublicKey issuer)
      throws GeneralSecurityException {
    if (NATIVE.isPresent() && ALGORITHM.equalsIgnoreCase(certificate.getSigAlgName())) {
      certificate.verify(issuer, NATIVE.get());
    } else {
      certificate.verify(issuer);
    }
  }

  /** Whether the halves of a key pair of P-256 belong together. */
  public static boolean belongTogether(KeyPair keys) {
    try {
      Signature signing = signature();
      signing.initSign(keys.getPrivate());
      signing.update(PROBE);
      byte[] made = signing.sign();
      signing.initVerify(keys.getPublic());
      signing.update(PROBE);
      return signing.verify(made);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }
}
