package org.medchain.comparison.theory;

import java.math.BigInteger;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * Hashes that a search for a block takes (CMP-17). A hash is taken for a uniform 256-bit number,
 * each independent of the last, so their number is geometric (Nakamoto 2008, §4).
 *
 * @param target that a hash must be under (paper §3.1: smaller, not equal), 1 to 2^256 − 1
 */
public record HashesPerBlock(BigInteger target) {
  private static final int HASH_BITS = 256;
  private static final BigInteger SPACE = BigInteger.ONE.shiftLeft(HASH_BITS);

  public HashesPerBlock {
    if (target.signum() <= 0 || target.compareTo(SPACE) >= 0) {
      throw new IllegalArgumentException("a target is 1 to 2^256 − 1, not " + target);
    }
  }

  /**
   * The search under a compact target, mantissa × 256^(length − 3), digits that fall off the end
   * being dropped (Bitcoin's form; DATA-9).
   *
   * @param compact length in the first byte, a mantissa of at most 2^23 − 1 in the other three
   */
  public static HashesPerBlock ofCompact(int compact) {
    int length = compact >>> 24;
    BigInteger mantissa = BigInteger.valueOf(compact & 0xFF_FFFF);
    if (mantissa.bitLength() > 23) {
      throw new IllegalArgumentException("a compact target has no sign bit");
    }
    return new HashesPerBlock(
        length >= 3 ? mantissa.shiftLeft(8 * (length - 3)) : mantissa.shiftRight(8 * (3 - length)));
  }

  /** Hashes expected until one is under the target, that one included: 2^256 / target, exact. */
  public BigFraction expected() {
    return new BigFraction(SPACE, target);
  }
}
