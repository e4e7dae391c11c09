package org.medchain.node.center;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import org.medchain.data.Bytes;

/** Whether the halves of a key pair of P-256 belong together. */
final class Pairs {
  private static final byte[] PROBE = Bytes.utf8("do these belong together?").toArray();

  private Pairs() {}

  static boolean match(KeyPair keys) {
    try {
      Signature signing = Ecdsa.signature();
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
