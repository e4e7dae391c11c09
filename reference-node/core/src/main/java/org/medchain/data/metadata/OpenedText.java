package org.medchain.data.metadata;

import static org.medchain.data.Codec.TEXT;

import org.medchain.data.Argument;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;

/**
 * A text and the salt that its commitment was made with: a reader with both can check the
 * commitment, and one without the salt cannot try texts (PRIV-6). Never printed.
 *
 * @param salt 32 bytes that nobody else can guess
 * @param text in clear
 */
public record OpenedText(Bytes salt, String text) implements Encodable {
  /** Length of a salt in bytes. */
  public static final int SALT_SIZE = 32;

  /** The salt as it is, then the text. */
  public static final Codec<OpenedText> CODEC =
      Codec.of(OpenedText.class, Codec.raw(SALT_SIZE), TEXT);

  public OpenedText {
    Argument.refuseIf(salt.size() != SALT_SIZE, "a salt has 32 bytes, not %s", salt.size());
  }

  /** The commitment to it on the chain. */
  public String sealed(SealedText.TextKind kind) {
    return SealedText.of(kind, this).text();
  }

  @Override
  public String toString() {
    return "OpenedText[hidden]";
  }
}
