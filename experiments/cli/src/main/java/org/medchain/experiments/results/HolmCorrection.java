package org.medchain.experiments.results;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Holm's correction for many tests (Holm 1979): with the adjusted p-values the probability of any
 * false finding among all tests is at most the level, however the tests depend on each other.
 */
public final class HolmCorrection {
  private HolmCorrection() {}

  /** The adjusted p-values, in the order of the given ones. */
  public static List<Double> adjusted(List<Double> pValues) {
    List<Integer> order =
        IntStream.range(0, pValues.size())
            .boxed()
            .sorted(Comparator.comparing(pValues::get))
            .toList();
    List<Double> adjusted = new ArrayList<>(pValues);
    double least = 0;
    for (int rank = 0; rank < order.size(); rank++) {
      int test = order.get(rank);
      least = Math.max(least, Math.min(1, (order.size() - rank) * pValues.get(test)));
      adjusted.set(test, least);
    }
    return adjusted;
  }
}
