package org.medchain.data;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * An immutable byte string, compared by content and ordered lexicographically (bytes unsigned).
 *
 * <p>The array that it is made from is copied once on the way in and once on the way out, so that
 * hashed or signed bytes cannot change afterwards. Strings that were read from another one may
 * share its array, which is never written.
 */
public final class Bytes implements Comparable<Bytes> {
  /** The byte string of length 0. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  /** A part keeps the whole array in memory, which may be longer by this factor at most. */
  private static final int MAX_RETAINED_SLACK = 2;

  /** Shorter parts are names and keys, which live longer than their source. */
  private static final int MIN_SHARED_SIZE = 256;

  private final byte[] array;
  private final int start;
  private final int size;

  /** Computed on first use, since most byte strings are never keys; 0 until then. */
  private int hashCode;

  private Bytes(byte[] array) {
    this(array, 0, array.length);
  }

  private Bytes(byte[] array, int start, int size) {
    this.array = array;
    this.start = start;
    this.size = size;
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
    Argument.refuseIf(
        hasSurrogates(text) && !new String(content, StandardCharsets.UTF_8).equals(text),
        "a text holds half a surrogate pair");
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

  /** The bytes of a string of hexadecimal digits. */
  public static Bytes fromHex(String digits) {
    return new Bytes(HexFormat.of().parseHex(digits));
  }

  /** Takes over an array that its maker gives away: no copy, only for this package's encoders. */
  static Bytes wrap(byte[] content) {
    return new Bytes(content);
  }

  /**
   * A part of an array that is never written: without a copy, if it is long and most of the array,
   * as a message's body is most of its packet.
   */
  static Bytes part(byte[] array, int start, int size) {
    return size >= MIN_SHARED_SIZE && size >= array.length / MAX_RETAINED_SLACK
        ? new Bytes(array, start, size)
        : new Bytes(Arrays.copyOfRange(array, start, start + size));
  }

  /** The array behind this string; for readers in this package that promise not to write to it. */
  byte[] shared() {
    return array;
  }

  /** Where in {@link #shared} it begins. */
  int start() {
    return start;
  }

  /** Hands the content to a digest without a copy. */
  public void updateInto(MessageDigest digest) {
    digest.update(array, start, size);
  }

  /** Number of bytes. */
  public int size() {
    return size;
  }

  /** The byte at {@code index}, from 0. */
  public byte at(int index) {
    return array[start + Objects.checkIndex(index, size)];
  }

  /**
   * The bytes from {@code from} up to, not including, {@code to}.
   *
   * @throws IndexOutOfBoundsException if there are fewer
   */
  public Bytes slice(int from, int to) {
    Objects.checkFromToIndex(from, to, size);
    return new Bytes(Arrays.copyOfRange(array, start + from, start + to));
  }

  /**
   * Copies {@code length} bytes from {@code from} on into {@code target}, without a copy between.
   *
   * @throws IndexOutOfBoundsException if there are fewer, or no room
   */
  public void copyTo(int from, byte[] target, int at, int length) {
    Objects.checkFromIndexSize(from, length, size);
    System.arraycopy(array, start + from, target, at, length);
  }

  /** A copy of the content. */
  public byte[] toArray() {
    return Arrays.copyOfRange(array, start, start + size);
  }

  /** Lower-case hexadecimal digits, two a byte. */
  public String toHex() {
    return HexFormat.of().formatHex(array, start, start + size);
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(
        array, start, start + size, other.array, other.start, other.start + other.size);
  }

  @Override
  public boolean equals(Object other) {
    return other == this
        || (other instanceof Bytes that
            && Arrays.equals(
                array, start, start + size, that.array, that.start, that.start + that.size));
  }

  @Override
  public int hashCode() {
    // Two threads may both compute it, and then write the same number.
    int known = hashCode;
    if (known == 0) {
      known = size == array.length ? Arrays.hashCode(array) : Arrays.hashCode(toArray());
      hashCode = known;
    }
    return known;
  }

  @Override
  public String toString() {
    return toHex();
  }
}
