package org.medchain.experiments.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.medchain.comparison.TrialColumn;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.EffectSize;
import org.medchain.experiments.results.HolmCorrection;
import org.medchain.experiments.results.WelchTest;

/**
 * One quantity of one cell in two runs (EXP-30; decision 0220).
 *
 * @param first the cell in the first run
 * @param second in the second one
 * @param column the quantity
 * @param test Welch's, of the repeats' values; empty where the quantity is not compared
 * @param effect how large the difference is; empty where the quantity is not compared
 * @param untested why there is no test; empty where there is one
 * @param adjustedP the test's p-value with Holm's correction over all tests of the comparison;
 *     empty where there is no test
 */
record CellDifference(
    CellSummary first,
    CellSummary second,
    TrialColumn column,
    Optional<WelchTest> test,
    Optional<EffectSize> effect,
    Optional<String> untested,
    OptionalDouble adjustedP) {
  /** The quantities that are compared where both runs have them. */
  static final List<TrialColumn> COMPARED =
      List.of(
          TrialColumn.THROUGHPUT_TPS,
          TrialColumn.SATURATION_TPS,
          TrialColumn.LATENCY_P50_MS,
          TrialColumn.LATENCY_P99_MS,
          TrialColumn.MESSAGES_PER_TX,
          TrialColumn.FALSE_ACCEPTED_SHARE,
          TrialColumn.HONEST_MINUS_FALSE_PAYOFF,
          TrialColumn.CPU_US_PER_TX);

  /** Probability of any false finding among all tests of a comparison. */
  static final double LEVEL = 0.05;

  /** Of the cells that both runs have, in the order of the first run. */
  static List<CellDifference> of(List<CellSummary> first, List<CellSummary> second) {
    List<CellDifference> all = new ArrayList<>();
    for (CellSummary one : first) {
      for (CellSummary two : second) {
        if (one.cell().equals(two.cell())) {
          for (TrialColumn column : COMPARED) {
            if (hasValue(one, column) || hasValue(two, column)) {
              all.add(of(one, two, column));
            }
          }
        }
      }
    }
    return corrected(all);
  }

  private static boolean hasValue(CellSummary cell, TrialColumn column) {
    return cell.rows().stream().anyMatch(row -> row.number(column).isPresent());
  }

  private static CellDifference of(CellSummary one, CellSummary two, TrialColumn column) {
    double[] before = values(one, column);
    double[] after = values(two, column);
    Optional<String> obstacle = obstacle(one, two, before, after);
    Optional<WelchTest> test =
        obstacle.isPresent() ? Optional.empty() : Optional.of(WelchTest.of(before, after));
    OptionalDouble p = test.map(WelchTest::pValue).orElse(OptionalDouble.empty());
    return new CellDifference(
        one,
        two,
        column,
        test,
        test.map(each -> EffectSize.of(before, after)),
        obstacle.isPresent() || p.isPresent() ? obstacle : Optional.of(why(before, after)),
        p);
  }

  /** Survivors are no sample of their repeats; unequal cells and torn ones are not compared. */
  private static Optional<String> obstacle(
      CellSummary one, CellSummary two, double[] before, double[] after) {
    if (one.unequal() || two.unequal()) {
      return Optional.of("final promises less than was asked for");
    }
    if (one.agreementBroken() || two.agreementBroken()) {
      return Optional.of("nodes disagreed on what is final");
    }
    if (before.length < one.rows().size() || after.length < two.rows().size()) {
      return Optional.of(
          "%s of %s and %s of %s repeats have a value"
              .formatted(
                  Integer.toString(before.length),
                  Integer.toString(one.rows().size()),
                  Integer.toString(after.length),
                  Integer.toString(two.rows().size())));
    }
    return Optional.empty();
  }

  private static String why(double[] before, double[] after) {
    return before.length < 2 || after.length < 2
        ? "one repeat has no variance"
        : "the repeats of each run are all equal";
  }

  private static double[] values(CellSummary cell, TrialColumn column) {
    return cell.rows().stream().flatMapToDouble(row -> row.number(column).stream()).toArray();
  }

  private static List<CellDifference> corrected(List<CellDifference> all) {
    List<OptionalDouble> adjusted =
        HolmCorrection.adjusted(all.stream().map(CellDifference::adjustedP).toList());
    return IntStream.range(0, all.size()).mapToObj(i -> all.get(i).with(adjusted.get(i))).toList();
  }

  private CellDifference with(OptionalDouble adjusted) {
    return new CellDifference(first, second, column, test, effect, untested, adjusted);
  }

  /** Mean over the repeats of the first run that have a value. */
  OptionalDouble firstMean() {
    return DoubleStream.of(values(first, column)).average();
  }

  /** The same of the second run. */
  OptionalDouble secondMean() {
    return DoubleStream.of(values(second, column)).average();
  }

  /** The difference as a share of the first mean; empty where that is 0 or absent. */
  OptionalDouble relative() {
    double base = firstMean().orElse(0);
    return test.isPresent() && base != 0
        ? OptionalDouble.of(test.get().difference() / base)
        : OptionalDouble.empty();
  }

  /** What the test says at {@link #LEVEL}, in words. */
  String verdict() {
    if (adjustedP.isEmpty()) {
      return "not tested: " + untested.orElse("");
    }
    if (adjustedP.getAsDouble() > LEVEL) {
      return "no difference shown";
    }
    return test.orElseThrow().difference() > 0 ? "higher" : "lower";
  }
}
