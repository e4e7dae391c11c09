package org.medchain.experiments.results;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Holm's correction for many tests (Holm 1979): with the adjusted p-values the probability of any
 * false finding among all tests is at most the level, however the tests depend on each other.
 */
public final class HolmCorrection {
  private HolmCorrection() {}

  /** The adjusted p-values, in the order of the given ones; where there is no test, none. */
  public static List<OptionalDouble> adjusted(List<OptionalDouble> pValues) {
    List<Integer> order =
        IntStream.range(0, pValues.size())
            .filter(test -> pValues.get(test).isPresent())
            .boxed()
            .sorted(Comparator.comparingDouble(test -> pValues.get(test).getAsDouble()))
            .toList();
    List<OptionalDouble> adjusted = new ArrayList<>(pValues);
    double least = 0;
    for (int rank = 0; rank < order.size(); rank++) {
      double own = pValues.get(order.get(rank)).getAsDouble();
      least = Math.max(least, Math.min(1, (order.size() - rank) * own));
      adjusted.set(order.get(rank), OptionalDouble.of(least));
    }
    return adjusted;
  }
}
