package org.medchain.data;

/**
 * The private half of a participant's key pair, 32 bytes; never printed.
 *
 * @param value the 32 bytes of the seed (RFC 8032 §5.1.5)
 */
public record SecretKey(Bytes value) {
  /** Length in bytes. */
  public static final int SIZE = 32;

  public SecretKey {
    Argument.refuseIf(value.size() != SIZE, "a secret key has 32 bytes, not %s", value.size());
  }

  @Override
  public String toString() {
    return "SecretKey[hidden]";
  }
}
