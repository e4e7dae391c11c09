package org.medchain.data;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * An immutable byte string, compared by content and ordered lexicographically (bytes unsigned).
 *
 * <p>The array that it is made from is copied once on the way in and once on the way out, so that
 * what was hashed or signed cannot change afterwards.
 */
public final class Bytes implements Comparable<Bytes> {
  /** The byte string of length 0. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] content;

  /** Computed when first asked for, since most byte strings are never keys; 0 until then. */
  private int hashCode;

  private Bytes(byte[] content) {
    this.content = content;
  }

  /** A copy of {@code content}. */
  public static Bytes of(byte[] content) {
    return new Bytes(content.clone());
  }

  /**
   * The UTF-8 form of {@code text}.
   *
   * @throws IllegalArgumentException if it holds half a surrogate pair, which UTF-8 cannot express
   */
  public static Bytes utf8(String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    // The platform would write a question mark for it, and two texts would have one encoding.
    if (hasSurrogates(text) && !new String(content, StandardCharsets.UTF_8).equals(text)) {
      throw new IllegalArgumentException("a text holds half a surrogate pair");
    }
    return new Bytes(content);
  }

  private static boolean hasSurrogates(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** The bytes that a string of hexadecimal digits stands for. */
  public static Bytes fromHex(String digits) {
    return new Bytes(HexFormat.of().parseHex(digits));
  }

  /** Takes over an array that its maker gives away: no copy, for this package's encoders alone. */
  static Bytes wrap(byte[] content) {
    return new Bytes(content);
  }

  /** The array behind this string; for readers in this package that promise not to write to it. */
  byte[] shared() {
    return content;
  }

  /** Number of bytes. */
  public int size() {
    return content.length;
  }

  /** The byte at {@code index}, from 0. */
  public byte at(int index) {
    return content[index];
  }

  /**
   * The bytes from {@code from} up to, not including, {@code to}.
   *
   * @throws IndexOutOfBoundsException if there are not so many
   */
  public Bytes slice(int from, int to) {
    Objects.checkFromToIndex(from, to, content.length);
    return new Bytes(Arrays.copyOfRange(content, from, to));
  }

  /**
   * Copies {@code length} bytes from {@code from} on into {@code target}, without a copy between.
   *
   * @throws IndexOutOfBoundsException if there are not so many, or no room
   */
  public void copyTo(int from, byte[] target, int at, int length) {
    System.arraycopy(content, from, target, at, length);
  }

  /** A copy of the content. */
  public byte[] toArray() {
    return content.clone();
  }

  /** Lower-case hexadecimal digits, two a byte. */
  public String toHex() {
    return HexFormat.of().formatHex(content);
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(content, other.content);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    // Two threads may both compute it, and then write the same number.
    int known = hashCode;
    if (known == 0) {
      known = Arrays.hashCode(content);
      hashCode = known;
    }
    return known;
  }

  @Override
  public String toString() {
    return toHex();
  }
}
