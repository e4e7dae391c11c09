package org.medchain.game.random;

import java.util.Arrays;

/**
 * A sum of doubles in the order given, with the rounding errors carried along (Neumaier 1974's form
 * of Kahan summation): its error does not grow with the number of terms.
 */
public final class CompensatedSum {
  private double sum;
  private double lost;

  /** An empty sum: 0. */
  public CompensatedSum() {}

  /** The sum of {@code terms}, from the first to the last. */
  public static double total(double... terms) {
    CompensatedSum total = new CompensatedSum();
    Arrays.stream(terms).forEachOrdered(total::add);
    return total.value();
  }

  /** Adds one term. */
  public void add(double term) {
    double next = sum + term;
    // Whichever of the two is smaller has lost its low digits in the addition.
    lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum;
    sum = next;
  }

  /** What has been added so far. */
  public double value() {
    // Once infinite, the correction is not a number and has nothing to correct.
    return Double.isInfinite(sum) ? sum : sum + lost;
  }
}
