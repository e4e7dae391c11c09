package org.medchain.claims.verdict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.file.Criterion;
import org.medchain.claims.file.Criterion.Comparison;
import org.medchain.game.random.IntervalEstimate;

/**
 * What figures and thresholds come to (CLAIM-4).
 *
 * <p>A claim holds if all its criteria are met. If some are not, it holds under those readings (or
 * conditions) whose criteria are met, together with the criteria that belong to every reading. If
 * there are none, it fails. A criterion without its figure is an error of the experiment, not a
 * verdict.
 *
 * <p>A criterion that compares two systems is open unless both sides were measured (CLAIM-12): a
 * figure without an interval is a constant, an interval of width zero is the grain of a window or
 * the same thing twice, and intervals that overlap show no difference. What an open criterion could
 * turn is not decided.
 *
 * @param kind what it comes to
 * @param conditions the readings under which it holds; of {@link VerdictKind#HOLDS_ONLY_IF} only
 * @param open the readings that are not decided beside these
 * @param outcomes of the criteria, in the order of the file
 */
public record Verdict(
    VerdictKind kind, List<String> conditions, List<String> open, List<CriterionOutcome> outcomes) {
  /** The four answers. */
  public enum VerdictKind {
    /** All criteria are met. */
    HOLDS("holds"),
    /** Those of some readings are not. */
    HOLDS_ONLY_IF("holds only if"),
    /** Under no reading are all met. */
    FAILS("fails"),
    /** Under no reading are all met, and under one or more all may be. */
    NOT_DECIDED("not decided");

    private final String words;

    VerdictKind(String words) {
      this.words = words;
    }

    /** The words for it. */
    public String words() {
      return words;
    }
  }

  /** Whether a figure keeps to its bound, the worst first. */
  public enum Met {
    /** It does not. */
    FALSE,
    /** What was measured does not tell. */
    OPEN,
    /** It does. */
    TRUE;

    /** The word for it in files. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    private static Met of(boolean met) {
      return met ? TRUE : FALSE;
    }

    private Met and(Met other) {
      return compareTo(other) < 0 ? this : other;
    }
  }

  /**
   * A criterion and its figure.
   *
   * @param figure in the criterion's unit
   * @param met whether the figure keeps to the bound
   */
  public record CriterionOutcome(Criterion criterion, double figure, Met met) {}

  /**
   * Judges figures.
   *
   * @throws IllegalStateException if a criterion names a figure that is not there, or is no number
   */
  public static Verdict of(List<Criterion> criteria, ClaimFigures figures) {
    if (criteria.isEmpty()) {
      throw new IllegalStateException("a verdict needs one criterion or more");
    }
    List<CriterionOutcome> outcomes = new ArrayList<>();
    for (Criterion each : criteria) {
      OptionalDouble figure = figures.find(each.metric());
      if (figure.isEmpty()) {
        throw new IllegalStateException(
            "no figure is called " + each.metric() + "; there are " + figures.all().keySet());
      }
      double value = figure.getAsDouble();
      if (Double.isNaN(value) && each.than().isEmpty()) {
        throw new IllegalStateException(each.metric() + " was not measured: nothing to judge");
      }
      outcomes.add(new CriterionOutcome(each, value, met(each, value, figures)));
    }
    return of(outcomes);
  }

  private static Met met(Criterion criterion, double value, ClaimFigures figures) {
    if (criterion.than().isPresent()) {
      return compared(
          criterion,
          measured(figures, criterion.metric()),
          measured(figures, criterion.than().get()));
    }
    String metric = ClaimFigures.base(criterion.metric());
    boolean end = !metric.equals(criterion.metric());
    boolean grain =
        end && figures.interval(metric).filter(each -> each.low() == each.high()).isPresent();
    return grain ? Met.OPEN : Met.of(criterion.isMetBy(value, criterion.threshold()));
  }

  /** A figure's interval; none where it is no measurement. */
  private static Optional<IntervalEstimate> measured(ClaimFigures figures, String metric) {
    if (figures.find(metric).isEmpty()) {
      throw new IllegalStateException(
          "no figure is called " + metric + "; there are " + figures.all().keySet());
    }
    return figures.interval(metric).filter(each -> each.low() < each.high());
  }

  private static Met compared(
      Criterion criterion, Optional<IntervalEstimate> one, Optional<IntervalEstimate> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return Met.OPEN;
    }
    double low = criterion.threshold() * other.get().low();
    double high = criterion.threshold() * other.get().high();
    Comparison comparison = criterion.comparison();
    boolean above = comparison == Comparison.ABOVE || comparison == Comparison.AT_LEAST;
    boolean surely =
        above ? criterion.isMetBy(one.get().low(), high) : criterion.isMetBy(one.get().high(), low);
    boolean perhaps =
        above ? criterion.isMetBy(one.get().high(), low) : criterion.isMetBy(one.get().low(), high);
    return surely || !perhaps ? Met.of(surely) : Met.OPEN;
  }

  private static Verdict of(List<CriterionOutcome> outcomes) {
    Met common = Met.TRUE;
    Map<String, Met> readings = new LinkedHashMap<>();
    for (CriterionOutcome each : outcomes) {
      Optional<String> reading = each.criterion().reading();
      common = reading.isEmpty() ? common.and(each.met()) : common;
      reading.ifPresent(name -> readings.merge(name, each.met(), Met::and));
    }
    List<String> met = new ArrayList<>();
    List<String> open = new ArrayList<>();
    for (Map.Entry<String, Met> each : readings.entrySet()) {
      switch (each.getValue().and(common)) {
        case TRUE -> met.add(each.getKey());
        case OPEN -> open.add(each.getKey());
        case FALSE -> {}
      }
    }
    if (common == Met.TRUE && met.size() == readings.size()) {
      return new Verdict(VerdictKind.HOLDS, List.of(), List.of(), outcomes);
    }
    if (!met.isEmpty()) {
      return new Verdict(VerdictKind.HOLDS_ONLY_IF, met, open, outcomes);
    }
    boolean undecided = readings.isEmpty() ? common == Met.OPEN : !open.isEmpty();
    VerdictKind kind = undecided ? VerdictKind.NOT_DECIDED : VerdictKind.FAILS;
    return new Verdict(kind, List.of(), List.of(), outcomes);
  }

  /** The verdict in words. */
  public String text() {
    return (conditions.isEmpty()
            ? kind.words()
            : kind.words() + " " + String.join(", or if ", conditions))
        + (open.isEmpty() ? "" : "; not decided if " + String.join(", or if ", open));
  }
}
