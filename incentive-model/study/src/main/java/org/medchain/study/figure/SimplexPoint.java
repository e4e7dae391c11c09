package org.medchain.study.figure;

/**
 * Shares of three strategies: a point of the simplex.
 *
 * @param first share of the first strategy
 * @param second share of the second
 * @param third share of the third
 */
public record SimplexPoint(double first, double second, double third) {
  /** What integration over many steps may lose. */
  private static final double TOLERANCE = 1e-6;

  /** Checks that the shares are at least 0 and add up to 1, both to 1e-6. */
  public SimplexPoint {
    double least = Math.min(first, Math.min(second, third));
    // Written so that NaN fails too.
    if (!(least >= -TOLERANCE) || !(Math.abs(first + second + third - 1) <= TOLERANCE)) {
      throw new IllegalArgumentException(
          "shares (%s, %s, %s): allowed are shares of at least 0 that add up to 1"
              .formatted(first, second, third));
    }
  }

  /** From an array of three shares. */
  public static SimplexPoint of(double... shares) {
    if (shares.length != 3) {
      throw new IllegalArgumentException(shares.length + " shares, a simplex figure has 3");
    }
    return new SimplexPoint(shares[0], shares[1], shares[2]);
  }
}
