package org.medchain.comparison.config;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/** The range checks of the config records: each message names the key and its allowed values. */
final class ConfigChecks {
  private ConfigChecks() {}

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

  /** A share that is not nothing: more than 0 and at most 1. */
  static void share(String key, double value) {
    if (!(value > 0 && value <= 1)) {
      throw new IllegalArgumentException(
          key + " must be more than 0 and at most 1, not " + plain(value));
    }
  }

  /** For whole numbers that a double may not hold exactly. */
  static void integerBetween(String key, long value, long least, long most) {
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

  /** Nodes in their order: one or more, none twice, within the largest number of nodes. */
  static List<Integer> nodes(String key, List<Integer> nodes) {
    List<Integer> sorted = nodes.stream().sorted().toList();
    list(key, sorted);
    sorted.forEach(node -> between(key, node, 0, ExperimentConfig.MAX_NODES - 1));
    return sorted;
  }

  /** From 0 or later to no earlier; the end may be never. */
  static void period(String key, double fromS, double untilS) {
    atLeast(key + ".from_s", fromS, 0);
    if (!(untilS >= fromS)) {
      throw new IllegalArgumentException(
          key + ".until_s must be " + plain(fromS) + " or more, not " + plain(untilS));
    }
  }

  /** Checks that the named items exist, counted from 0. */
  static void indicesExist(String key, List<Integer> named, int count, String what) {
    named.forEach(each -> indexExists(key, each, count, what));
  }

  /** The same of one. */
  static void indexExists(String key, int named, int count, String what) {
    if (named < 0 || named >= count) {
      throw new IllegalArgumentException(
          key + " must be under " + count + ", the " + what + ", not " + named);
    }
  }

  /**
   * Checks that no two items are of the same nodes or clients.
   *
   * @param complaint has places for an item's number and for those that it has again
   */
  static <T> void distinct(String complaint, List<T> items, Function<T, List<Integer>> place) {
    List<List<Integer>> places = items.stream().map(place).toList();
    for (int i = 0; i < places.size(); i++) {
      if (places.indexOf(places.get(i)) < i) {
        List<Integer> numbers = new ArrayList<>(places.get(i));
        numbers.addFirst(i);
        throw new IllegalArgumentException(complaint.formatted(numbers.toArray()));
      }
    }
  }

  /** A number as a config file would write it: 6, not 6.0. */
  private static String plain(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
