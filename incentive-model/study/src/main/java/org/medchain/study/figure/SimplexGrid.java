package org.medchain.study.figure;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The points of a simplex whose shares are multiples of 1/steps; also the states of a population of
 * that many with three strategies.
 *
 * <p>Order of the points everywhere in this package: by the count of the first strategy, from 0 up,
 * and among those by the count of the second, from 0 up.
 *
 * @param steps parts of an edge, at least 1
 */
public record SimplexGrid(int steps) {
  /** Checks the number of steps. */
  public SimplexGrid {
    if (steps < 1) {
      throw new IllegalArgumentException("simplex grid of " + steps + " steps, allowed: 1 or more");
    }
  }

  /** The grid with this many points, (steps+1)(steps+2)/2. */
  public static SimplexGrid ofSize(int size, String what) {
    int steps = (int) Math.round((Math.sqrt(8.0 * size + 1) - 3) / 2);
    if (steps < 1 || new SimplexGrid(steps).size() != size) {
      throw new IllegalArgumentException(
          what + ": " + size + " values, allowed: (n+1)(n+2)/2 for some n, as 3, 6, 10 …");
    }
    return new SimplexGrid(steps);
  }

  /** Number of points. */
  public int size() {
    return (steps + 1) * (steps + 2) / 2;
  }

  /** Where in the order the point with these counts of the first two strategies is. */
  public int index(int first, int second) {
    // The rows before have steps+1, steps, … points.
    return first * (steps + 1) - first * (first - 1) / 2 + second;
  }

  /** All points in order. */
  public List<SimplexPoint> points() {
    return IntStream.rangeClosed(0, steps)
        .boxed()
        .flatMap(i -> IntStream.rangeClosed(0, steps - i).mapToObj(j -> point(i, j)))
        .toList();
  }

  private SimplexPoint point(int first, int second) {
    double n = steps;
    return new SimplexPoint(first / n, second / n, (steps - first - second) / n);
  }
}
