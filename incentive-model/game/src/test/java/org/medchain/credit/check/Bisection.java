package org.medchain.credit.check;

import java.util.function.DoublePredicate;
import java.util.function.LongPredicate;

/** Searches by halving. */
final class Bisection {
  private static final int TIMES = 64;

  private Bisection() {}

  /**
   * The least number between {@code low} and {@code high} from which on {@code test} is true, or
   * {@code high + 1}.
   */
  static long firstTrue(long low, long high, LongPredicate test) {
    long from = low;
    long to = high + 1;
    while (from < to) {
      long middle = from + (to - from) / 2;
      if (test.test(middle)) {
        to = middle;
      } else {
        from = middle + 1;
      }
    }
    return from;
  }

  /**
   * The number between {@code low} and {@code high} at which {@code test} becomes true; {@code
   * high} where it never does.
   */
  static double switchingPoint(double low, double high, DoublePredicate test) {
    if (test.test(low)) {
      return low;
    }
    double from = low;
    double to = high;
    for (int step = 0; step < TIMES; step++) {
      double middle = (from + to) / 2;
      if (test.test(middle)) {
        to = middle;
      } else {
        from = middle;
      }
    }
    return to;
  }
}
