package org.medchain.comparison.config;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What the schema of configs cannot check, because it is about two values: each message names the
 * key and what it allows. Ranges of one value are in the schema alone.
 */
final class ConfigChecks {
  private ConfigChecks() {}

  /** Refuses what is wrong. */
  static void refuseIf(boolean wrong, String fault) {
    if (wrong) {
      throw new IllegalArgumentException(fault);
    }
  }

  static void atLeast(String key, double value, double least) {
    // Written so that NaN fails too.
    refuseIf(
        !(value >= least) || Double.isInfinite(value),
        key + " must be " + plain(least) + " or more, not " + plain(value));
  }

  static void between(String key, double value, double least, double most) {
    refuseIf(
        !(value >= least && value <= most),
        key + " must be from " + plain(least) + " to " + plain(most) + ", not " + plain(value));
  }

  static <T extends Comparable<T>> void list(String key, List<T> values) {
    refuseIf(values.isEmpty(), key + " must name one value or more");
    refuseIf(
        new TreeSet<>(values).size() != values.size(),
        key + " must not name a value twice: " + values);
  }

  /** Nodes in their order: one or more, none twice. */
  static List<Integer> nodes(String key, List<Integer> nodes) {
    List<Integer> sorted = nodes.stream().sorted().toList();
    list(key, sorted);
    return sorted;
  }

  /** An end that is not before its beginning; it may be never. */
  static void period(String key, double fromS, double untilS) {
    refuseIf(
        !(untilS >= fromS),
        key + ".until_s must be " + plain(fromS) + " or more, not " + plain(untilS));
  }

  /** Checks that the named items exist, counted from 0. */
  static void indicesExist(String key, List<Integer> named, int count, String what) {
    named.forEach(each -> indexExists(key, each, count, what));
  }

  /** The same of one. */
  static void indexExists(String key, int named, int count, String what) {
    refuseIf(
        named < 0 || named >= count,
        key + " must be under " + count + ", the " + what + ", not " + named);
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
