package org.medchain.data.metadata;

import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/**
 * A commitment that is on the chain in place of a text: the hash of a domain, a salt and the text,
 * written as a text itself, so that a record's encoding is the same for both (PRIV-6).
 *
 * @param commitment the hash
 */
public record SealedText(Hash commitment) {
  private static final String PREFIX = "sealed:";
  private static final int DIGITS = 2 * Hash.SIZE;

  /** The kind of a text: no commitment to one kind is one to another. */
  public enum TextKind {
    /** DataDescription of figure 2. */
    DESCRIPTION("medchain/sealed-description/1"),
    /** DataType of figure 2. */
    TYPE("medchain/sealed-type/1");

    private final String domain;

    TextKind(String domain) {
      this.domain = domain;
    }
  }

  static SealedText of(TextKind kind, OpenedText opened) {
    Bytes content =
        new Encoder().text(kind.domain).raw(opened.salt()).text(opened.text()).toBytes();
    return new SealedText(Hash.of(content));
  }

  /** Whether a text of the chain has a commitment's form. */
  public static boolean isSealed(String text) {
    if (text.length() != PREFIX.length() + DIGITS || !text.startsWith(PREFIX)) {
      return false;
    }
    return text.chars().skip(PREFIX.length()).allMatch(SealedText::isDigit);
  }

  private static boolean isDigit(int character) {
    return (character >= '0' && character <= '9') || (character >= 'a' && character <= 'f');
  }

  /** The text of it in a record. */
  public String text() {
    return PREFIX + commitment.toHex();
  }
}
