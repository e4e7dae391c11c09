package org.medchain.node.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import org.medchain.data.Bytes;

/** Whether the halves of a key pair of P-256 belong together. */
public final class KeyPairConsistency {
  private static final byte[] PROBE = Bytes.utf8("do these belong together?").toArray();

  private KeyPairConsistency() {}

  public static boolean belongTogether(KeyPair keys) {
    try {
      Signature signing = EcdsaSignatures.signature();
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
