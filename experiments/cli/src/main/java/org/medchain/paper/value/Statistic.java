package org.medchain.paper.value;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is made of the values of several rows. */
public enum Statistic {
  /** The value that all rows share; another value in one of them is an error. */
  ONE,
  /** Arithmetic mean. */
  MEAN,
  /** The middle one, or the mean of the two in the middle. */
  MEDIAN,
  /** The least that 99 of a hundred do not exceed. */
  P99,
  /** The least. */
  MIN,
  /** The greatest. */
  MAX,
  /** The sum. */
  SUM,
  /** How many rows have a value. */
  COUNT,
  /** How many different values there are, as texts. */
  DISTINCT;

  /** The statistic of this word. */
  static Optional<Statistic> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  /** Its word in placeholders. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** All words. */
  static String words() {
    return Arrays.stream(values()).map(Statistic::word).collect(Collectors.joining(", "));
  }

  /** Whether it counts values, which need not be there and need not be numbers. */
  boolean counts() {
    return this == COUNT || this == DISTINCT;
  }

  /** Of texts, for those that count. */
  double count(List<String> values) {
    return this == DISTINCT ? new HashSet<>(values).size() : values.size();
  }

  /** Of numbers, of which there is at least one; for those that are made of numbers. */
  public double of(List<Double> numbers) {
    return switch (this) {
      case ONE, COUNT, DISTINCT -> throw new IllegalStateException("it is made of texts");
      case MEAN -> sum(numbers) / numbers.size();
      case MEDIAN -> median(numbers);
      case P99 -> numbers.stream().sorted().toList().get((99 * numbers.size() - 1) / 100);
      case MIN -> numbers.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
      case MAX -> numbers.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
      case SUM -> sum(numbers);
    };
  }

  /** In the order of the rows, so that it is the same everywhere. */
  private static double sum(List<Double> numbers) {
    double sum = 0;
    for (double each : numbers) {
      sum += each;
    }
    return sum;
  }

  private static double median(List<Double> numbers) {
    List<Double> sorted = numbers.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }
}
