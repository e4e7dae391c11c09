package org.medchain.claims.experiment;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
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

  private void add(Figure figure) {
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
    Optional<IntervalEstimate> interval =
        intervalOf(metric, LOW).or(() -> intervalOf(metric, HIGH));
    return interval
        .map(each -> OptionalDouble.of(metric.endsWith(LOW) ? each.low() : each.high()))
        .orElseGet(OptionalDouble::empty);
  }

  private Optional<IntervalEstimate> intervalOf(String metric, String end) {
    if (!metric.endsWith(end)) {
      return Optional.empty();
    }
    String of = metric.substring(0, metric.length() - end.length());
    return Optional.ofNullable(byMetric.get(of)).flatMap(Figure::interval);
  }
}
