package org.medchain.data;

import java.math.BigInteger;

/**
 * The difficulty of a block (paper §3.1), held as Bitcoin's compact target: one byte of length and
 * three of mantissa, target = mantissa × 256^(length − 3).
 *
 * <p>The paper's difficulty coefficient c gives the target ⌊2^256 / c⌋, rounded down to the
 * precision of the compact form; about c hashes are expected until one is under it (DATA-9). The
 * compact value 0 marks a block without a search, as in plain PBFT.
 *
 * @param compact the compact target as an unsigned 32-bit number; 0 for no search
 */
public record Difficulty(int compact) implements Encodable {
  /** No search: every hash is accepted. */
  public static final Difficulty NONE = new Difficulty(0);

  private static final BigInteger SPACE = BigInteger.ONE.shiftLeft(256);

  /** Refuses compact values that are not the one form of their target. */
  public Difficulty {
    if (compact != 0) {
      BigInteger target = expand(compact);
      Argument.refuseIf(
          (compact & 0x80_0000) != 0
              || target.signum() == 0
              || target.compareTo(SPACE) >= 0
              || shrink(target) != compact,
          "not a compact target: 0x%s",
          Integer.toHexString(compact));
    }
  }

  /**
   * The difficulty under which about {@code coefficient} hashes are expected.
   *
   * @throws IllegalArgumentException if the coefficient is under 1 or above 2^255
   */
  public static Difficulty ofCoefficient(BigInteger coefficient) {
    Argument.refuseIf(
        coefficient.signum() <= 0 || coefficient.bitLength() > 255,
        "a difficulty coefficient is 1 or more and under 2^255: %s",
        coefficient);
    return ofTarget(SPACE.divide(coefficient).min(SPACE.subtract(BigInteger.ONE)));
  }

  /** As {@link #ofCoefficient(BigInteger)}. */
  public static Difficulty ofCoefficient(long coefficient) {
    return ofCoefficient(BigInteger.valueOf(coefficient));
  }

  /** The difficulty of the largest compact target that is not above {@code target}. */
  public static Difficulty ofTarget(BigInteger target) {
    Argument.refuseIf(
        target.signum() <= 0 || target.bitLength() > 256, "a target is 1 to 2^256 − 1: %s", target);
    return new Difficulty(shrink(target));
  }

  private static BigInteger expand(int compact) {
    int length = compact >>> 24;
    BigInteger mantissa = BigInteger.valueOf(compact & 0x7F_FFFF);
    // A shift by a negative number goes the other way, here and below.
    return mantissa.shiftLeft(8 * (length - 3));
  }

  private static int shrink(BigInteger target) {
    int length = (target.bitLength() + 7) / 8;
    int mantissa = target.shiftRight(8 * (length - 3)).intValueExact();
    // The mantissa's top bit is a sign in Bitcoin's form, so it must stay clear.
    if ((mantissa & 0x80_0000) != 0) {
      mantissa >>>= 8;
      length++;
    }
    return length << 24 | mantissa;
  }

  /** The target that a header's hash must be under; 2^256 − 1 where no search is needed. */
  public Hash target() {
    if (compact == 0) {
      return Hash.MAX;
    }
    byte[] digits = expand(compact).toByteArray();
    byte[] bytes = new byte[Hash.SIZE];
    int length = Math.min(digits.length, Hash.SIZE);
    System.arraycopy(digits, digits.length - length, bytes, Hash.SIZE - length, length);
    return Hash.fromArray(bytes, 0);
  }

  /** Whether {@code hash} is under the target (paper §3.1: smaller, not equal). */
  public boolean isMetBy(Hash hash) {
    return compact == 0 || hash.compareTo(target()) < 0;
  }

  /** Hashes expected until one is under the target, 2^256 / target; 0 where no search is needed. */
  public BigInteger work() {
    return compact == 0 ? BigInteger.ZERO : SPACE.divide(expand(compact));
  }
}
