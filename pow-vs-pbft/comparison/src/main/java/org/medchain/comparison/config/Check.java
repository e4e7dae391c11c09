package org.medchain.comparison.config;

import java.util.List;
import java.util.TreeSet;

/** The range checks of the config records: each message names the key and says what is allowed. */
final class Check {
  private Check() {}

  static void atLeast(String key, double value, double least) {
    // Written so that NaN fails too.
    if (!(value >= least) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          key + " must be " + plain(least) + " or more, not " + plain(value));
    }
  }

  static void above(String key, double value, double bound) {
    if (!(value > bound) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          key + " must be more than " + plain(bound) + ", not " + plain(value));
    }
  }

  static void between(String key, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new IllegalArgumentException(
          key + " must be from " + plain(least) + " to " + plain(most) + ", not " + plain(value));
    }
  }

  /** For whole numbers that a double may not hold exactly. */
  static void whole(String key, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          key + " must be from " + least + " to " + most + ", not " + value);
    }
  }

  static <T extends Comparable<T>> void list(String key, List<T> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException(key + " must name one value or more");
    }
    if (new TreeSet<>(values).size() != values.size()) {
      throw new IllegalArgumentException(key + " must not name a value twice: " + values);
    }
  }

  /** A number as a config file would write it: 6, not 6.0. */
  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
