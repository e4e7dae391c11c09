package org.medchain.game.solution;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.exact.Fractions;
import org.medchain.game.exact.LinearProgram;
import org.medchain.game.exact.LinearProgram.Relation;
import org.medchain.game.exact.LinearSystem;

/**
 * The symmetric equilibria with one support and one set of best replies: a polytope without its
 * boundary.
 *
 * @param support the strategies that are played
 * @param bestReplies those that get the most, all of the support among them
 * @param dimension of the polytope
 * @param representative one of them
 */
record SymmetricEquilibriumFamily(
    List<Integer> support,
    List<Integer> bestReplies,
    int dimension,
    List<BigFraction> representative) {

  /** All equilibria with this support: none, one, or a family for each set of best replies. */
  static List<SymmetricEquilibriumFamily> withSupport(
      BigFraction[][] payoffs, List<Integer> support) {
    BigFraction[][] equations = equations(payoffs, support, support);
    BigFraction[] right = Fractions.zeros(equations.length);
    right[right.length - 1] = BigFraction.ONE;
    int rank = LinearSystem.rank(equations);
    if (rank == support.size() + 1) {
      return LinearSystem.solve(equations, right)
          .flatMap(solution -> only(payoffs, support, solution))
          .map(List::of)
          .orElse(List.of());
    }
    List<SymmetricEquilibriumFamily> families = new ArrayList<>();
    List<Integer> others =
        IntStream.range(0, payoffs.length).boxed().filter(each -> !support.contains(each)).toList();
    for (int more = 0; more < 1 << others.size(); more++) {
      List<Integer> replies =
          Stream.concat(support.stream(), Subsets.of(others, more).stream()).sorted().toList();
      inside(payoffs, support, replies).ifPresent(families::add);
    }
    return families;
  }

  /**
   * The equations of a mixture whose replies all get the same: one for each reply, one for the sum;
   * the unknowns are the probabilities of the support, then what they get.
   */
  private static BigFraction[][] equations(
      BigFraction[][] payoffs, List<Integer> support, List<Integer> replies) {
    int size = support.size();
    BigFraction[][] equations = new BigFraction[replies.size() + 1][];
    for (int row = 0; row < replies.size(); row++) {
      equations[row] = Fractions.zeros(size + 1);
      for (int column = 0; column < size; column++) {
        equations[row][column] = payoffs[replies.get(row)][support.get(column)];
      }
      equations[row][size] = BigFraction.MINUS_ONE;
    }
    BigFraction[] sum = Fractions.zeros(size + 1);
    Arrays.fill(sum, 0, size, BigFraction.ONE);
    equations[replies.size()] = sum;
    return equations;
  }

  /** The equilibrium, if the solution is one. */
  private static Optional<SymmetricEquilibriumFamily> only(
      BigFraction[][] payoffs, List<Integer> support, List<BigFraction> solution) {
    BigFraction payoff = solution.get(support.size());
    List<BigFraction> member = spread(solution, support, payoffs.length);
    List<Integer> replies = new ArrayList<>();
    for (int strategy = 0; strategy < payoffs.length; strategy++) {
      BigFraction[] row = payoffs[strategy];
      int order = Fractions.weighed(member, other -> row[other]).compareTo(payoff);
      if (order > 0) {
        return Optional.empty();
      }
      if (order == 0) {
        replies.add(strategy);
      }
    }
    boolean positive = support.stream().allMatch(at -> member.get(at).getNumerator().signum() > 0);
    return positive
        ? Optional.of(new SymmetricEquilibriumFamily(support, replies, 0, member))
        : Optional.empty();
  }

  /**
   * A mixture in the interior of the polytope, if it has one: the smallest of the probabilities and
   * of the losses of worse replies is made as large as possible.
   */
  private static Optional<SymmetricEquilibriumFamily> inside(
      BigFraction[][] payoffs, List<Integer> support, List<Integer> replies) {
    int size = support.size();
    BigFraction lowest = Collections.min(Stream.of(payoffs).flatMap(Stream::of).toList());
    BigFraction[] objective = Fractions.zeros(size + 2);
    objective[size + 1] = BigFraction.ONE;
    LinearProgram program = new LinearProgram(objective);
    BigFraction[] sum = Fractions.zeros(size + 2);
    Arrays.fill(sum, 0, size, BigFraction.ONE);
    program.addConstraint(Relation.EQUAL, BigFraction.ONE, sum);
    for (int strategy = 0; strategy < payoffs.length; strategy++) {
      // What they get is counted from the lowest payoff, since a variable is not negative.
      BigFraction[] row = Fractions.zeros(size + 2);
      for (int column = 0; column < size; column++) {
        row[column] = lowest.subtract(payoffs[strategy][support.get(column)]);
      }
      row[size] = BigFraction.ONE;
      if (replies.contains(strategy)) {
        program.addConstraint(Relation.EQUAL, BigFraction.ZERO, row);
      } else {
        row[size + 1] = BigFraction.MINUS_ONE;
        program.addConstraint(Relation.AT_LEAST, BigFraction.ZERO, row);
      }
    }
    for (int column = 0; column < size; column++) {
      BigFraction[] row = Fractions.zeros(size + 2);
      row[column] = BigFraction.ONE;
      row[size + 1] = BigFraction.MINUS_ONE;
      program.addConstraint(Relation.AT_LEAST, BigFraction.ZERO, row);
    }
    if (program.maximise() instanceof LinearProgram.Optimum found
        && found.value().getNumerator().signum() > 0) {
      int dimension = size + 1 - LinearSystem.rank(equations(payoffs, support, replies));
      List<BigFraction> member = spread(found.solution(), support, payoffs.length);
      return Optional.of(new SymmetricEquilibriumFamily(support, replies, dimension, member));
    }
    return Optional.empty();
  }

  private static List<BigFraction> spread(
      List<BigFraction> values, List<Integer> support, int size) {
    BigFraction[] all = Fractions.zeros(size);
    for (int at = 0; at < support.size(); at++) {
      all[support.get(at)] = values.get(at);
    }
    return List.of(all);
  }
}
