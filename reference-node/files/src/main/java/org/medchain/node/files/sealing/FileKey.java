package org.medchain.node.files.sealing;

import java.security.SecureRandom;
import org.medchain.data.Argument;
import org.medchain.data.Bytes;

/**
 * The secret key of one file, 256 bits; never printed (PRIV-2, FILE-1).
 *
 * @param value the 32 bytes
 */
public record FileKey(Bytes value) {
  /** Length in bytes. */
  public static final int SIZE = 32;

  public FileKey {
    Argument.refuseIf(value.size() != SIZE, "a file's key has 32 bytes, not %s", value.size());
  }

  /** A new key, for one file. */
  public static FileKey random(SecureRandom random) {
    byte[] bytes = new byte[SIZE];
    random.nextBytes(bytes);
    return new FileKey(Bytes.of(bytes));
  }

  @Override
  public String toString() {
    return "FileKey[hidden]";
  }
}
