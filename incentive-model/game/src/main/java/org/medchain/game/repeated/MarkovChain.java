package org.medchain.game.repeated;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.exact.Fractions;
import org.medchain.game.exact.LinearSystem;

/**
 * A finite Markov chain over the rational numbers, which may have several recurrent classes: what
 * strategies without errors make. In fractions nothing is lost by subtraction, so that the
 * equations may be solved as they stand.
 */
final class MarkovChain {
  private final BigFraction[][] matrix;
  private final List<List<Integer>> classes = new ArrayList<>();
  private final List<Integer> transients = new ArrayList<>();

  MarkovChain(BigFraction[][] matrix) {
    this.matrix = matrix;
    boolean[][] reach = reach();
    for (int state = 0; state < matrix.length; state++) {
      int from = state;
      List<Integer> seen =
          IntStream.range(0, matrix.length).filter(to -> reach[from][to]).boxed().toList();
      if (!seen.stream().allMatch(to -> reach[to][from])) {
        transients.add(state);
      } else if (seen.get(0) == state) {
        classes.add(seen);
      }
    }
  }

  int recurrentClasses() {
    return classes.size();
  }

  /**
   * The limit of the average distribution of the first rounds, from a distribution at the start.
   */
  BigFraction[] longRunDistribution(BigFraction[] start) {
    BigFraction[] shares = Fractions.zeros(matrix.length);
    for (List<Integer> members : classes) {
      BigFraction weight = absorbed(members, start);
      List<BigFraction> stationary = stationary(members);
      for (int at = 0; at < members.size(); at++) {
        shares[members.get(at)] = weight.multiply(stationary.get(at));
      }
    }
    return shares;
  }

  private boolean[][] reach() {
    int size = matrix.length;
    boolean[][] reach = new boolean[size][size];
    for (int from = 0; from < size; from++) {
      for (int to = 0; to < size; to++) {
        reach[from][to] = from == to || matrix[from][to].compareTo(BigFraction.ZERO) > 0;
      }
    }
    for (int over = 0; over < size; over++) {
      for (int from = 0; from < size; from++) {
        for (int to = 0; to < size; to++) {
          reach[from][to] |= reach[from][over] && reach[over][to];
        }
      }
    }
    return reach;
  }

  /** The stationary distribution of a class: πP = π, with the sum 1. */
  private List<BigFraction> stationary(List<Integer> members) {
    int size = members.size();
    BigFraction[][] rows =
        Fractions.matrix(
            size + 1,
            size,
            (to, from) ->
                to == size
                    ? BigFraction.ONE
                    : matrix[members.get(from)][members.get(to)].subtract(
                        Fractions.oneIf(from == to)));
    return LinearSystem.equalising(rows).orElseThrow();
  }

  /** The probability to end in a class: h = Ph on the transient states, 1 on the class. */
  private BigFraction absorbed(List<Integer> members, BigFraction[] start) {
    BigFraction sum = Fractions.sum(members.size(), at -> start[members.get(at)]);
    if (transients.isEmpty()) {
      return sum;
    }
    int size = transients.size();
    List<BigFraction> hit =
        LinearSystem.fixedPoint(
            Fractions.matrix(
                size, size, (from, to) -> matrix[transients.get(from)][transients.get(to)]),
            Fractions.vector(
                size,
                from ->
                    Fractions.sum(
                        members.size(), at -> matrix[transients.get(from)][members.get(at)])));
    return sum.add(Fractions.weighed(hit, row -> start[transients.get(row)]));
  }
}
