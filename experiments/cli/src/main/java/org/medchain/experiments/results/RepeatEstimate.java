package org.medchain.experiments.results;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.math3.distribution.TDistribution;
import org.apache.commons.math3.stat.interval.ConfidenceInterval;
import org.apache.commons.math3.stat.interval.IntervalUtils;

/**
 * A figure of several repeats and how sure it is (EXP-12).
 *
 * <p>Where some repeats have no value (a percentile among requests that never became final), {@link
 * #isPartial} says so, and there is no bar: a bar around the survivors would be biased (decision
 * 0064).
 *
 * @param value the figure; empty where there is none
 * @param low lower end of the bar; empty where there is no bar
 * @param high its upper end
 * @param present number of repeats with a value
 * @param repeats number of repeats
 * @param bar what lies between the ends
 */
public record RepeatEstimate(
    OptionalDouble value,
    OptionalDouble low,
    OptionalDouble high,
    int present,
    int repeats,
    ErrorBarKind bar) {
  private static final double CONFIDENCE = 0.95;
  private static final OptionalDouble NONE = OptionalDouble.empty();

  /** They take longer than all else here, and are few. */
  private static final Map<List<Double>, Double> QUANTILES = new ConcurrentHashMap<>();

  /** The meaning of a bar's ends. */
  public enum ErrorBarKind {
    /** 95 % confidence: for means Student's t, for shares Clopper and Pearson's. */
    CONFIDENCE,
    /** The least and the greatest of the repeats. */
    RANGE
  }

  /** The mean of one value a repeat. */
  public static RepeatEstimate of(List<OptionalDouble> values) {
    return of(values, CONFIDENCE);
  }

  /** The same with an interval of another level. */
  static RepeatEstimate of(List<OptionalDouble> values, double level) {
    double[] present = present(values);
    int n = present.length;
    OptionalDouble mean = n == 0 ? NONE : OptionalDouble.of(SampleMoments.of(present).mean());
    if (n < 2 || n < values.size()) {
      return new RepeatEstimate(mean, NONE, NONE, n, values.size(), ErrorBarKind.CONFIDENCE);
    }
    double error = Math.sqrt(SampleMoments.of(present).variance() / n);
    return around(mean.getAsDouble(), quantile(n - 1, level) * error, n);
  }

  /**
   * The mean of a latency of each repeat: where one falls among requests that never became final,
   * it is infinitely late, and so is the mean.
   */
  public static RepeatEstimate ofLatencies(List<OptionalDouble> values) {
    RepeatEstimate mean = of(values);
    return mean.isPartial() ? mean.withoutValue() : mean;
  }

  private static RepeatEstimate around(double mean, double half, int repeats) {
    return new RepeatEstimate(
        OptionalDouble.of(mean),
        OptionalDouble.of(mean - half),
        OptionalDouble.of(mean + half),
        repeats,
        repeats,
        ErrorBarKind.CONFIDENCE);
  }

  /**
   * The mean of one measured value a repeat, each with the half width of its own interval (Welch
   * and Satterthwaite).
   *
   * @param degrees of freedom of each
   */
  public static RepeatEstimate measured(
      List<OptionalDouble> values, List<OptionalDouble> halves, int degrees) {
    RepeatEstimate mean = of(values);
    double[] own = present(halves);
    if (own.length == 0 || own.length < values.size()) {
      return mean;
    }
    double squares = Arrays.stream(own).map(each -> each * each).sum();
    double fourths = Arrays.stream(own).map(each -> each * each * each * each).sum();
    double all = fourths > 0 ? degrees * squares * squares / fourths : degrees;
    double half = Math.sqrt(squares) / own.length * quantile(all) / quantile(degrees);
    return around(mean.value().orElseThrow(), half, own.length);
  }

  /**
   * A figure of all repeats together, from the least to the greatest of theirs alone: where they
   * fall into two heaps, a mean with an interval would be in neither.
   */
  public static RepeatEstimate pooled(OptionalDouble value, List<OptionalDouble> values) {
    double[] present = present(values);
    boolean bar = value.isPresent() && present.length == values.size() && present.length > 1;
    return new RepeatEstimate(
        value,
        bar ? Arrays.stream(present).min() : NONE,
        bar ? Arrays.stream(present).max() : NONE,
        present.length,
        values.size(),
        ErrorBarKind.RANGE);
  }

  /** A figure that is known, without a bar. */
  public static RepeatEstimate exactly(double value) {
    return new RepeatEstimate(OptionalDouble.of(value), NONE, NONE, 1, 1, ErrorBarKind.CONFIDENCE);
  }

  /** The share of the repeats in which something happened. */
  public static RepeatEstimate share(int happened, int repeats) {
    double tail = (1 - CONFIDENCE) / 2;
    double none = Math.pow(tail, 1.0 / repeats);
    double low = happened == repeats ? none : 0;
    double high = happened == 0 ? 1 - none : 1;
    if (happened > 0 && happened < repeats) {
      ConfidenceInterval interval =
          IntervalUtils.getClopperPearsonInterval(repeats, happened, CONFIDENCE);
      low = interval.getLowerBound();
      high = interval.getUpperBound();
    }
    return new RepeatEstimate(
        OptionalDouble.of((double) happened / repeats),
        OptionalDouble.of(low),
        OptionalDouble.of(high),
        repeats,
        repeats,
        ErrorBarKind.CONFIDENCE);
  }

  private static double[] present(List<OptionalDouble> values) {
    return values.stream()
        .filter(OptionalDouble::isPresent)
        .mapToDouble(OptionalDouble::getAsDouble)
        .toArray();
  }

  /** The same without a value, for cells that are not compared. */
  public RepeatEstimate withoutValue() {
    return new RepeatEstimate(NONE, NONE, NONE, 0, repeats, bar);
  }

  /** The same with other ends of 95 % confidence, or without any. */
  RepeatEstimate withBar(Optional<double[]> ends) {
    return new RepeatEstimate(
        value,
        ends.stream().mapToDouble(each -> each[0]).findFirst(),
        ends.stream().mapToDouble(each -> each[1]).findFirst(),
        present,
        repeats,
        ErrorBarKind.CONFIDENCE);
  }

  /** The same without a bar. */
  RepeatEstimate withoutBar() {
    return new RepeatEstimate(value, NONE, NONE, present, repeats, bar);
  }

  /** The same without a bar that reaches 0, where ratios are shown and 0 is nowhere. */
  public RepeatEstimate withoutBarToZero() {
    return low.orElse(1) <= 0 ? withoutBar() : this;
  }

  /** The figure, which is there, and the ends of its bar in brackets. */
  public String words(DoubleFunction<String> number, String between) {
    String figure = number.apply(value.orElseThrow());
    return low.isEmpty()
        ? figure
        : "%s (%s%s%s)"
            .formatted(
                figure, number.apply(low.getAsDouble()), between, number.apply(high.orElseThrow()));
  }

  /** With figure and ends on another scale. */
  public RepeatEstimate map(DoubleUnaryOperator scale) {
    return new RepeatEstimate(
        map(value, scale), map(low, scale), map(high, scale), present, repeats, bar);
  }

  private static OptionalDouble map(OptionalDouble number, DoubleUnaryOperator scale) {
    return number.isPresent() ? OptionalDouble.of(scale.applyAsDouble(number.getAsDouble())) : NONE;
  }

  /** Half of a bar's length; empty where there is none. */
  public OptionalDouble halfWidth() {
    return low.isPresent() ? OptionalDouble.of((high.getAsDouble() - low.getAsDouble()) / 2) : NONE;
  }

  /** Whether some repeats have a value and some have none. */
  public boolean isPartial() {
    return present > 0 && present < repeats;
  }

  private static double quantile(double degreesOfFreedom) {
    return quantile(degreesOfFreedom, CONFIDENCE);
  }

  private static double quantile(double degreesOfFreedom, double level) {
    // Without a random generator, since a quantile needs none.
    return QUANTILES.computeIfAbsent(
        List.of(degreesOfFreedom, level),
        key ->
            new TDistribution(null, degreesOfFreedom)
                .inverseCumulativeProbability((1 + level) / 2));
  }
}
