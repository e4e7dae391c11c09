package org.medchain.claims.experiment;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import org.medchain.game.random.IntervalEstimate;

/** The figures of one claim, by metric. For one thread. */
public final class ClaimFigures {
  private static final double LEVEL = 0.95;
  private static final String LOW = "_low";
  private static final String HIGH = "_high";

  private final Map<String, Figure> byMetric = new LinkedHashMap<>();

  /** No figure yet. */
  public ClaimFigures() {}

  /** A figure without an interval: a count of all there is, a closed form, a maximum. */
  public void value(String metric, double value, long samples, String meaning) {
    add(new Figure(metric, value, Optional.empty(), samples, meaning));
  }

  /** The same of a whole number. */
  public void value(String metric, long value, long samples, String meaning) {
    value(metric, (double) value, samples, meaning);
  }

  /** A share with the exact interval of Clopper and Pearson (1934) at 95 %. */
  public void share(String metric, long hits, long of, String meaning) {
    if (of == 0) {
      value(metric, Double.NaN, 0, meaning);
      return;
    }
    IntervalEstimate share = IntervalEstimate.ofShareExact(LEVEL, hits, of);
    add(new Figure(metric, share.mean(), Optional.of(share), of, meaning));
  }

  /** A mean of independent values with Student's interval at 95 %. */
  public void mean(String metric, double[] values, String meaning) {
    if (values.length == 0) {
      value(metric, Double.NaN, 0, meaning);
      return;
    }
    IntervalEstimate mean = IntervalEstimate.ofMean(LEVEL, values);
    add(new Figure(metric, mean.mean(), Optional.of(mean), values.length, meaning));
  }

  /**
   * The geometric mean of ratios with Student's interval of the logarithms at 95 %, under this
   * name, and with {@code _low} and {@code _high}: two ratios that are each other's inverse have
   * the mean 1. All are NaN where a repeat has no positive ratio; with a single one the interval
   * says nothing.
   */
  public void ratio(String metric, double[] ratios, String meaning) {
    double[] logarithms = Arrays.stream(ratios).map(StrictMath::log).toArray();
    boolean measured =
        logarithms.length > 0 && Arrays.stream(logarithms).allMatch(Double::isFinite);
    IntervalEstimate mean = IntervalEstimate.ofMean(LEVEL, measured ? logarithms : new double[1]);
    DoubleUnaryOperator ratio = each -> measured ? StrictMath.exp(each) : Double.NaN;
    value(metric, ratio.applyAsDouble(mean.mean()), ratios.length, meaning);
    value(
        metric + LOW,
        ratio.applyAsDouble(mean.low()),
        ratios.length,
        "lower 95 % end of " + metric);
    value(
        metric + HIGH,
        ratio.applyAsDouble(mean.high()),
        ratios.length,
        "upper 95 % end of " + metric);
  }

  /** A figure that is known, as of a table. */
  public void add(Figure figure) {
    if (byMetric.putIfAbsent(figure.metric(), figure) != null) {
      throw new IllegalStateException("a second figure called " + figure.metric());
    }
  }

  /** All, in the order in which they came. */
  public Map<String, Figure> all() {
    return Map.copyOf(byMetric).isEmpty() ? Map.of() : new LinkedHashMap<>(byMetric);
  }

  /** The value of a metric, or of an end of its interval; empty where nothing gave it. */
  public OptionalDouble find(String metric) {
    if (byMetric.containsKey(metric)) {
      return OptionalDouble.of(byMetric.get(metric).value());
    }
    return Optional.ofNullable(byMetric.get(base(metric)))
        .flatMap(Figure::interval)
        .map(each -> OptionalDouble.of(metric.endsWith(LOW) ? each.low() : each.high()))
        .orElseGet(OptionalDouble::empty);
  }

  /** The metric of whose interval this is an end; any other metric itself. */
  public static String base(String metric) {
    return metric.replaceFirst("(" + LOW + "|" + HIGH + ")$", "");
  }

  /** Where the samples have a metric: its interval, or its ends where these are figures; none. */
  public Optional<IntervalEstimate> interval(String metric) {
    Figure figure = byMetric.get(metric);
    Figure low = byMetric.get(metric + LOW);
    Figure high = byMetric.get(metric + HIGH);
    return figure == null || figure.interval().isPresent() || low == null || high == null
        ? Optional.ofNullable(figure).flatMap(Figure::interval)
        : Optional.of(
            new IntervalEstimate(
                figure.value(), low.value(), high.value(), LEVEL, Math.max(1, figure.samples())));
  }
}
