package org.medchain.game.solution;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.exact.Fractions;
import org.medchain.game.exact.LinearSystem;
import org.medchain.game.exact.Subsets;

/**
 * Whether a direction away from an equilibrium leads to mutants that do better: the sign of the
 * least value of −zᵀAz over directions z whose sum is 0, that leave the best replies alone, and
 * that add to what is outside the support (Haigh 1975, Abakuks 1980).
 *
 * <p>Strategies of the support are free, the other best replies are not negative. Free ones are
 * eliminated as when a square is completed; what is left is a form on the orthant, whose least
 * value is sought face by face (Bomze 1992).
 *
 * @param sign -1: some do better; 0: some do as well; 1: all do worse
 * @param direction where the least value is, unless all do worse
 */
record InvasionTest(int sign, Optional<BigFraction[]> direction) {

  /** Examines the equilibria with this support and these best replies, which include it. */
  static InvasionTest of(
      BigFraction[][] payoffs, List<Integer> support, List<Integer> bestReplies) {
    return new QuadraticFormSearch(payoffs, support, bestReplies).run();
  }

  private static final class QuadraticFormSearch {
    private final int strategies;
    private final int pivot;
    private final List<Integer> free;
    private final List<Integer> added;
    private final BigFraction[][] form;
    private final Deque<Integer> eliminated = new ArrayDeque<>();
    private final BigFraction[][] substitution;
    private Optional<BigFraction[]> neutral = Optional.empty();

    QuadraticFormSearch(BigFraction[][] payoffs, List<Integer> support, List<Integer> bestReplies) {
      strategies = payoffs.length;
      // The pivot's component is minus the sum of the others, which takes care of the sum.
      pivot = support.get(0);
      free = new ArrayList<>(support.subList(1, support.size()));
      added = new ArrayList<>(bestReplies);
      added.removeAll(support);
      form =
          Fractions.matrix(
              strategies,
              strategies,
              (row, column) ->
                  difference(payoffs, row, column)
                      .add(difference(payoffs, column, row))
                      .divide(-2));
      substitution = new BigFraction[strategies][];
    }

    private BigFraction difference(BigFraction[][] payoffs, int row, int column) {
      return payoffs[row][column]
          .subtract(payoffs[pivot][column])
          .subtract(payoffs[row][pivot])
          .add(payoffs[pivot][pivot]);
    }

    InvasionTest run() {
      while (!free.isEmpty()) {
        int next =
            free.stream()
                .filter(at -> Fractions.sign(form[at][at]) != 0)
                .findFirst()
                .orElse(free.get(0));
        if (Fractions.sign(form[next][next]) < 0) {
          return new InvasionTest(-1, Optional.of(complete(unit(next))));
        }
        free.remove(Integer.valueOf(next));
        if (Fractions.sign(form[next][next]) > 0) {
          eliminate(next);
        } else {
          Optional<BigFraction[]> worse = straight(next);
          if (worse.isPresent()) {
            return new InvasionTest(-1, worse);
          }
        }
      }
      return orthant();
    }

    /** Lets a free component take its best value, which is linear in the others. */
    private void eliminate(int next) {
      BigFraction[] factors = Fractions.zeros(strategies);
      for (int at : rest()) {
        factors[at] = form[next][at].divide(form[next][next]).negate();
      }
      for (int row : rest()) {
        for (int column : rest()) {
          form[row][column] = form[row][column].add(form[row][next].multiply(factors[column]));
        }
      }
      substitution[next] = factors;
      eliminated.push(next);
    }

    /**
     * A free component without a square of its own: either nothing depends on it, or all is lost.
     */
    private Optional<BigFraction[]> straight(int next) {
      for (int at : rest()) {
        BigFraction slope = form[next][at];
        if (Fractions.sign(slope) != 0) {
          // With the other at 1 the form is its square plus twice the slope times this one.
          BigFraction[] direction = unit(at);
          direction[next] = form[at][at].abs().add(BigFraction.ONE).divide(slope).negate();
          return Optional.of(complete(direction));
        }
      }
      neutral = neutral.or(() -> Optional.of(complete(unit(next))));
      return Optional.empty();
    }

    private List<Integer> rest() {
      List<Integer> rest = new ArrayList<>(free);
      rest.addAll(added);
      return rest;
    }

    /**
     * The least value on the faces of the simplex of added strategies. A least point with the
     * smallest support is the only one where all components have the same slope, so that faces
     * whose equations are singular may be left out.
     */
    private InvasionTest orthant() {
      BigFraction least = null;
      BigFraction[] where = null;
      for (int face = 1; face < 1 << added.size(); face++) {
        List<Integer> members = Subsets.of(added, face);
        List<BigFraction> even = even(members).orElse(List.of());
        if (!even.isEmpty()
            && even.stream().limit(members.size()).allMatch(each -> Fractions.sign(each) > 0)) {
          BigFraction value = even.get(members.size());
          if (least == null || value.compareTo(least) < 0) {
            least = value;
            where = Fractions.spread(strategies, members, even).toArray(BigFraction[]::new);
          }
        }
      }
      int sign = least == null ? 1 : Fractions.sign(least);
      if (sign <= 0) {
        return new InvasionTest(sign, Optional.of(complete(where)));
      }
      return neutral.isPresent()
          ? new InvasionTest(0, neutral)
          : new InvasionTest(1, Optional.empty());
    }

    /** The point of a face with the same slope everywhere, then that slope. */
    private Optional<List<BigFraction>> even(List<Integer> members) {
      return LinearSystem.equalising(
          LinearSystem.equalPayoffs(
              members.size(),
              members.size(),
              (row, column) -> form[members.get(row)][members.get(column)]));
    }

    /** Fills in the components that were eliminated, the last first, and the pivot's. */
    private BigFraction[] complete(BigFraction[] direction) {
      BigFraction[] whole = direction.clone();
      for (int component : eliminated) {
        for (int at = 0; at < strategies; at++) {
          whole[component] = whole[component].add(substitution[component][at].multiply(whole[at]));
        }
      }
      for (int at = 0; at < strategies; at++) {
        if (at != pivot) {
          whole[pivot] = whole[pivot].subtract(whole[at]);
        }
      }
      return whole;
    }

    private BigFraction[] unit(int at) {
      return Fractions.unit(strategies, at).toArray(BigFraction[]::new);
    }
  }
}
