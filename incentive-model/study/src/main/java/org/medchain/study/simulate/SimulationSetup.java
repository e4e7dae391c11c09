package org.medchain.study.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.PopulationGame;
import org.medchain.study.execution.StudyExecution;
import org.medchain.study.file.StudySection;

/**
 * What all simulations of a study share.
 *
 * @param game of one population
 * @param start shares at the start of runs
 * @param section the section of the study
 * @param seed the master seed
 * @param execution threads and progress
 */
record SimulationSetup(
    PopulationGame game,
    List<Double> start,
    StudySection section,
    long seed,
    StudyExecution execution) {
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

  List<String> strategies() {
    return game.strategies();
  }

  int replicates() {
    return section.integer("replicates");
  }

  double level() {
    return section.number("level");
  }

  boolean isRequested(String result) {
    return section.texts("results").contains(result);
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
