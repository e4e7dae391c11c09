package org.medchain.study.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.PopulationGame;
import org.medchain.game.random.IntervalEstimate;
import org.medchain.study.execution.StudyExecution;
import org.medchain.study.file.StudyFile;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.ResultTable;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ObjectNode;

/**
 * What all simulations of a study share.
 *
 * @param game of one population
 * @param start shares at the start of runs
 * @param work threads and progress
 * @param findings get the results
 */
record SimulationSetup(
    StudyFile study,
    PopulationGame game,
    List<Double> start,
    StudyExecution work,
    StudyResults findings) {
  static List<Double> start(StudySection wanted, List<String> strategies)
      throws UserInputException {
    if (!wanted.has("start")) {
      return Collections.nCopies(strategies.size(), 1.0 / strategies.size());
    }
    double[] start = wanted.numbers("start");
    if (start.length != strategies.size() || Math.abs(Arrays.stream(start).sum() - 1) > 1e-9) {
      throw wanted.refusal(
          "start",
          "simulate.start is " + Arrays.toString(start),
          "allowed: shares which add up to 1, one for each of " + String.join(", ", strategies));
    }
    return Arrays.stream(start).boxed().toList();
  }

  StudySection section() {
    return study.section("simulate");
  }

  long seed() {
    return study.seed();
  }

  List<String> strategies() {
    return game.strategies();
  }

  int replicates() {
    return section().integer("replicates");
  }

  double level() {
    return section().number("level");
  }

  String interval() {
    return NumberFormats.number(100 * level()) + " % interval";
  }

  boolean isRequested(String result) {
    return section().texts("results").contains(result);
  }

  /** Reports the share of each strategy, in runs. */
  void shares(List<IntervalEstimate> means, ObjectNode json) {
    ResultJson.put(json, "shares", means);
    ResultTable table = new ResultTable(List.of("strategy", "share in runs", interval()));
    for (int i = 0; i < means.size(); i++) {
      IntervalEstimate mean = means.get(i);
      table
          .row()
          .cell(strategies().get(i))
          .cell(NumberFormats.share(mean.mean()))
          .cell(NumberFormats.interval(mean.low(), mean.high()));
    }
    findings.table(table);
  }

  /**
   * No share lies outside 0 and 1, and no mean of shares: parts of Student's interval outside are
   * cut, and rounding errors of a mean too.
   */
  static IntervalEstimate clampToUnitInterval(IntervalEstimate mean) {
    return new IntervalEstimate(
        Math.clamp(mean.mean(), 0.0, 1.0),
        Math.max(0, mean.low()),
        Math.min(1, mean.high()),
        mean.level(),
        mean.count());
  }

  /** Does something for each two strategies: one mutant's, and the residents'. */
  <E extends Exception> void forPairs(PairAction<E> action) throws E {
    for (int mutant = 0; mutant < strategies().size(); mutant++) {
      for (int resident = 0; resident < strategies().size(); resident++) {
        if (mutant != resident) {
          action.accept(mutant, resident);
        }
      }
    }
  }

  interface PairAction<E extends Exception> {
    void accept(int mutant, int resident) throws E;
  }

  /** Whole numbers in the start's shares, by largest remainders. */
  int[] counts(int size) {
    int[] counts = new int[start.size()];
    List<Integer> byRemainder = new ArrayList<>();
    for (int i = 0; i < start.size(); i++) {
      counts[i] = (int) Math.floor(start.get(i) * size + 1e-9);
      byRemainder.add(i);
    }
    byRemainder.sort(Comparator.comparingDouble(i -> counts[i] - start.get(i) * size));
    int left = size - IntStream.of(counts).sum();
    for (int i = 0; i < left; i++) {
      counts[byRemainder.get(i)]++;
    }
    return counts;
  }
}
