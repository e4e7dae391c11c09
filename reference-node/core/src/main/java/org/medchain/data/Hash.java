package org.medchain.data;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A SHA-256 digest, 32 bytes, held as four big-endian words so that comparing costs no allocation.
 *
 * <p>Read as an unsigned 256-bit number, first byte most significant; {@link #compareTo} is that
 * number's order, which is what the target check of the paper (§3.1) needs (DATA-3).
 *
 * @param w0 bytes 0–7
 * @param w1 bytes 8–15
 * @param w2 bytes 16–23
 * @param w3 bytes 24–31
 */
public record Hash(long w0, long w1, long w2, long w3) implements Comparable<Hash> {
  /** Length in bytes. */
  public static final int SIZE = 32;

  /** The number 0; the previous-block field of a genesis header. */
  public static final Hash ZERO = new Hash(0, 0, 0, 0);

  /** The largest number, 2^256 − 1. */
  public static final Hash MAX = new Hash(-1, -1, -1, -1);

  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** Never fed: cloning it costs a third less than asking the platform for another one. */
  private static final MessageDigest FRESH = platformSha256();

  /** SHA-256 of {@code content}. */
  public static Hash of(Bytes content) {
    MessageDigest digest = sha256();
    content.updateInto(digest);
    return fromArray(digest.digest(), 0);
  }

  /** SHA-256 of one string behind the other, without joining them. */
  static Hash of(Bytes first, Bytes second) {
    MessageDigest digest = sha256();
    first.updateInto(digest);
    second.updateInto(digest);
    return fromArray(digest.digest(), 0);
  }

  /** SHA-256 of an array. */
  public static Hash ofArray(byte[] content) {
    return fromArray(sha256().digest(content), 0);
  }

  /** Reads 32 bytes at {@code offset}. */
  public static Hash fromArray(byte[] bytes, int offset) {
    return new Hash(
        (long) WORD.get(bytes, offset),
        (long) WORD.get(bytes, offset + 8),
        (long) WORD.get(bytes, offset + 16),
        (long) WORD.get(bytes, offset + 24));
  }

  /** Parses 64 hexadecimal digits. */
  public static Hash fromHex(String digits) {
    byte[] bytes = Bytes.fromHex(digits).toArray();
    Argument.refuseIf(bytes.length != SIZE, "a hash has 64 hexadecimal digits: %s", digits);
    return fromArray(bytes, 0);
  }

  /** Writes the 32 bytes at {@code offset}. */
  public void copyTo(byte[] bytes, int offset) {
    WORD.set(bytes, offset, w0);
    WORD.set(bytes, offset + 8, w1);
    WORD.set(bytes, offset + 16, w2);
    WORD.set(bytes, offset + 24, w3);
  }

  public Bytes toBytes() {
    byte[] bytes = new byte[SIZE];
    copyTo(bytes, 0);
    return Bytes.wrap(bytes);
  }

  /** Lower-case hexadecimal digits. */
  public String toHex() {
    return toBytes().toHex();
  }

  /** The first eight digits, for logs and golden files. */
  public String brief() {
    return toHex().substring(0, 8);
  }

  @Override
  public int compareTo(Hash other) {
    int order = Long.compareUnsigned(w0, other.w0);
    order = order != 0 ? order : Long.compareUnsigned(w1, other.w1);
    order = order != 0 ? order : Long.compareUnsigned(w2, other.w2);
    return order != 0 ? order : Long.compareUnsigned(w3, other.w3);
  }

  @Override
  public String toString() {
    return toHex();
  }

  /** Bit {@code index} of the 256, from 0, the most significant one first. */
  public int bit(int index) {
    long word =
        switch (index >>> 6) {
          case 0 -> w0;
          case 1 -> w1;
          case 2 -> w2;
          default -> w3;
        };
    return (int) (word >>> (63 - (index & 63))) & 1;
  }

  /** A fresh SHA-256. */
  public static MessageDigest sha256() {
    return copyOf(FRESH);
  }

  /** A digest that continues from the state of {@code digest}, which stays unchanged. */
  static MessageDigest copyOf(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the Java platform's SHA-256 cannot be copied", e);
    }
  }

  /** Every Java platform must provide it, and the JDK's is the fastest. */
  private static MessageDigest platformSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the Java platform lacks SHA-256", e);
    }
  }

  /**
   * SHA-256 under a key: HMAC-SHA-256 (RFC 2104), a pseudorandom function for those who lack the
   * key.
   *
   * <p>It keeps the state after the block that the key fills, inside and outside, so that a code
   * costs the message and one block more. It may be used any number of times.
   */
  public static final class Keyed {
    private static final int BLOCK = 64;

    private final MessageDigest inner;
    private final MessageDigest outer;

    private Keyed(byte[] block) {
      inner = padded(block, 0x36);
      outer = padded(block, 0x5C);
    }

    /** Under a key of any length. */
    public static Keyed by(Bytes key) {
      byte[] block = new byte[BLOCK];
      if (key.size() > BLOCK) {
        Hash.of(key).copyTo(block, 0);
      } else {
        key.copyTo(0, block, 0, key.size());
      }
      return new Keyed(block);
    }

    /** Under a key of 32 bytes. */
    public static Keyed by(Hash key) {
      byte[] block = new byte[BLOCK];
      key.copyTo(block, 0);
      return new Keyed(block);
    }

    private static MessageDigest padded(byte[] block, int pad) {
      byte[] padded = new byte[BLOCK];
      for (int i = 0; i < BLOCK; i++) {
        padded[i] = (byte) (block[i] ^ pad);
      }
      MessageDigest digest = sha256();
      digest.update(padded);
      return digest;
    }

    /** The code of {@code message}. */
    public Hash of(Bytes message) {
      MessageDigest within = copyOf(inner);
      message.updateInto(within);
      return fromArray(copyOf(outer).digest(within.digest()), 0);
    }
  }
}
