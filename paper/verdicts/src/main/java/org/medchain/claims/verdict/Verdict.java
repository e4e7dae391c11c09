package org.medchain.claims.verdict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.medchain.claims.experiment.ClaimFigures;
import org.medchain.claims.file.Criterion;

/**
 * What figures and thresholds come to (CLAIM-4).
 *
 * <p>A claim holds if all its criteria are met. If some are not, it holds under those readings (or
 * conditions) whose criteria are met, together with the criteria that belong to every reading. If
 * there are none, it fails. A criterion without its figure is an error of the experiment, not a
 * verdict.
 *
 * @param kind what it comes to
 * @param conditions the readings under which it holds; of {@link VerdictKind#HOLDS_ONLY_IF} only
 * @param outcomes of the criteria, in the order of the file
 */
public record Verdict(VerdictKind kind, List<String> conditions, List<CriterionOutcome> outcomes) {
  /** The three answers. */
  public enum VerdictKind {
    /** All criteria are met. */
    HOLDS("holds"),
    /** Those of some readings are not. */
    HOLDS_ONLY_IF("holds only if"),
    /** Under no reading are all met. */
    FAILS("fails");

    private final String words;

    VerdictKind(String words) {
      this.words = words;
    }

    /** The words for it. */
    public String words() {
      return words;
    }
  }

  /**
   * A criterion and its figure.
   *
   * @param figure in the criterion's unit
   * @param met whether the figure keeps to the bound
   */
  public record CriterionOutcome(Criterion criterion, double figure, boolean met) {}

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
      if (Double.isNaN(value)) {
        throw new IllegalStateException(each.metric() + " was not measured: nothing to look at");
      }
      outcomes.add(new CriterionOutcome(each, value, each.isMetBy(value)));
    }
    return of(outcomes);
  }

  private static Verdict of(List<CriterionOutcome> outcomes) {
    if (outcomes.stream().allMatch(CriterionOutcome::met)) {
      return new Verdict(VerdictKind.HOLDS, List.of(), outcomes);
    }
    boolean common =
        outcomes.stream()
            .filter(each -> each.criterion().reading().isEmpty())
            .allMatch(CriterionOutcome::met);
    Map<String, Boolean> readings = new LinkedHashMap<>();
    for (CriterionOutcome each : outcomes) {
      each.criterion()
          .reading()
          .ifPresent(reading -> readings.merge(reading, each.met(), Boolean::logicalAnd));
    }
    List<String> met =
        readings.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
    return common && !met.isEmpty()
        ? new Verdict(VerdictKind.HOLDS_ONLY_IF, met, outcomes)
        : new Verdict(VerdictKind.FAILS, List.of(), outcomes);
  }

  /** The verdict in words. */
  public String text() {
    return conditions.isEmpty()
        ? kind.words()
        : kind.words() + " " + String.join(", or if ", conditions);
  }
}
