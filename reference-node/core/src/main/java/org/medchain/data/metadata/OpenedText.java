package org.medchain.data.metadata;

import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;

/**
 * A text and the salt that its commitment was made with: who has both can check the commitment, and
 * who lacks the salt cannot try texts (PRIV-6). Never printed.
 *
 * @param salt 32 bytes that nobody else can guess
 * @param text in clear
 */
public record OpenedText(Bytes salt, String text) implements Encodable {
  /** Length of a salt in bytes. */
  public static final int SALT_SIZE = 32;

  /** Checks the salt's length. */
  public OpenedText {
    if (salt.size() != SALT_SIZE) {
      throw new IllegalArgumentException("a salt has 32 bytes, not " + salt.size());
    }
  }

  /** Reads what {@link #encode} wrote. */
  public static OpenedText decode(Decoder in) {
    return new OpenedText(in.raw(SALT_SIZE), in.text());
  }

  @Override
  public void encode(Encoder out) {
    out.raw(salt).text(text);
  }

  /** What stands on the chain for it. */
  public String sealed(SealedText.TextKind kind) {
    return SealedText.of(kind, this).text();
  }

  @Override
  public String toString() {
    return "OpenedText[hidden]";
  }
}
