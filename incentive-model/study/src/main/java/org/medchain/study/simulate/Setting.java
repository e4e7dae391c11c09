package org.medchain.study.simulate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.medchain.experiments.config.Refusal;
import org.medchain.game.PopulationGame;
import org.medchain.study.file.Section;
import org.medchain.study.work.Work;

/**
 * What all simulations of a study share.
 *
 * @param game of one population
 * @param start shares at the start of runs
 * @param wanted the section of the study
 * @param seed the master seed
 * @param work threads and progress
 */
record Setting(PopulationGame game, List<Double> start, Section wanted, long seed, Work work) {
  static List<Double> start(Section wanted, List<String> strategies) throws Refusal {
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
    return wanted.whole("replicates");
  }

  double level() {
    return wanted.number("level");
  }

  boolean wants(String result) {
    return wanted.words("results").contains(result);
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
