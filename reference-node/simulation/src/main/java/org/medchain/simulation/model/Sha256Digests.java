package org.medchain.simulation.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The platform's SHA-256. */
public final class Sha256Digests {
  private Sha256Digests() {}

  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the Java platform lacks SHA-256", e);
    }
  }
}
