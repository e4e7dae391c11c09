package org.medchain.credit.conditions;

import java.util.function.DoublePredicate;
import java.util.function.LongPredicate;

/** Searches by halving, for second methods: they ask the game, not the formula. */
final class Search {
  private Search() {}

  /**
   * The least number between {@code low} and {@code high} from which on {@code test} is true, or
   * {@code high + 1}.
   */
  static long first(long low, long high, LongPredicate test) {
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

  /** The number between {@code low} and {@code high} at which {@code test} becomes true. */
  static double threshold(double low, double high, DoublePredicate test) {
    return threshold(low, high, 60, test);
  }

  /** The same in so many halvings. */
  static double threshold(double low, double high, int halvings, DoublePredicate test) {
    double from = low;
    double to = high;
    for (int step = 0; step < halvings; step++) {
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
