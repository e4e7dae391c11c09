package org.medchain.experiments.answer;

import java.util.DoubleSummaryStatistics;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.stream.DoubleStream;
import org.medchain.experiments.execution.ReadableNumbers;

/**
 * The least and the greatest of some numbers, in words of two digits.
 *
 * @param low the least
 * @param high the greatest
 */
record ValueSpan(double low, double high) {
  private static final double MINUTES_FROM_S = 120;
  private static final double S_PER_MIN = 60;

  /** Empty where there is no number. */
  static Optional<ValueSpan> of(DoubleStream values) {
    DoubleSummaryStatistics all = values.summaryStatistics();
    return all.getCount() == 0
        ? Optional.empty()
        : Optional.of(new ValueSpan(all.getMin(), all.getMax()));
  }

  /** "0.13 s", "90 to 300 s"; in minutes where all of it is longer than two. */
  String seconds() {
    return low < MINUTES_FROM_S
        ? plain() + " s"
        : words(s -> ReadableNumbers.significant(s / S_PER_MIN, 2)) + " minutes";
  }

  /** "0.13", "2 to 9.5". */
  String plain() {
    return words(ValueSpan::rounded);
  }

  /** "20 %", "0 to 33 %"; of shares. */
  String percent() {
    return words(share -> rounded(100 * share)) + " %";
  }

  private String words(DoubleFunction<String> word) {
    String least = word.apply(low);
    String most = word.apply(high);
    return least.equals(most) ? least : least + " to " + most;
  }

  /** Two digits, and all digits of a whole number part. */
  private static String rounded(double value) {
    return ReadableNumbers.significant(value, 2);
  }
}
