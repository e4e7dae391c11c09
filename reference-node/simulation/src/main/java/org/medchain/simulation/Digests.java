package org.medchain.simulation;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The platform's SHA-256. */
final class Digests {
  private Digests() {}

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the Java platform lacks SHA-256", e);
    }
  }
}
