package org.medchain.game.solution;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.exact.Fractions;
import org.medchain.game.exact.LinearProgram;
import org.medchain.game.exact.LinearProgram.Relation;
import org.medchain.game.exact.LinearSystem;
import org.medchain.game.exact.Subsets;

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
    int rank = LinearSystem.rank(equations);
    if (rank == support.size() + 1) {
      return LinearSystem.equalising(equations)
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
    return LinearSystem.equalPayoffs(
        replies.size(),
        support.size(),
        (row, column) -> payoffs[replies.get(row)][support.get(column)]);
  }

  /** The equilibrium, if the solution is one. */
  private static Optional<SymmetricEquilibriumFamily> only(
      BigFraction[][] payoffs, List<Integer> support, List<BigFraction> solution) {
    BigFraction payoff = solution.get(support.size());
    List<BigFraction> member = Fractions.spread(payoffs.length, support, solution);
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
    boolean positive = support.stream().allMatch(at -> Fractions.sign(member.get(at)) > 0);
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
    IntFunction<BigFraction> nothing = at -> BigFraction.ZERO;
    LinearProgram program = new LinearProgram(row(size, nothing, 0, 1));
    program.addConstraint(Relation.EQUAL, BigFraction.ONE, row(size, at -> BigFraction.ONE, 0, 0));
    for (int strategy = 0; strategy < payoffs.length; strategy++) {
      BigFraction[] own = payoffs[strategy];
      boolean reply = replies.contains(strategy);
      program.addConstraint(
          reply ? Relation.EQUAL : Relation.AT_LEAST,
          BigFraction.ZERO,
          row(size, at -> lowest.subtract(own[support.get(at)]), 1, reply ? 0 : -1));
    }
    for (int column = 0; column < size; column++) {
      int used = column;
      program.addConstraint(
          Relation.AT_LEAST, BigFraction.ZERO, row(size, at -> Fractions.oneIf(at == used), 0, -1));
    }
    if (program.maximise() instanceof LinearProgram.Optimum found
        && Fractions.sign(found.value()) > 0) {
      int dimension = size + 1 - LinearSystem.rank(equations(payoffs, support, replies));
      List<BigFraction> member = Fractions.spread(payoffs.length, support, found.solution());
      return Optional.of(new SymmetricEquilibriumFamily(support, replies, dimension, member));
    }
    return Optional.empty();
  }

  /** The coefficients of the weights, of the payoff and of the slack. */
  private static BigFraction[] row(
      int size, IntFunction<BigFraction> weights, int payoff, int slack) {
    return Fractions.vector(
        size + 2,
        at -> at < size ? weights.apply(at) : new BigFraction(at == size ? payoff : slack));
  }
}
