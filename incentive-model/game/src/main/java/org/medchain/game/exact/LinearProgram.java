package org.medchain.game.exact;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.math3.fraction.BigFraction;

/**
 * A linear programme over the rational numbers: maximise a linear form of variables that are not
 * negative, subject to linear rows.
 *
 * <p>Why not the solver of commons-math3: its tolerances are absolute, so that payoffs of 10⁻⁷ make
 * every row hold, and a game is then said to have equilibria that it has not. The tests use it as
 * the second method on payoffs near 1.
 */
public final class LinearProgram {
  /** How the left side of a row stands to its bound. */
  public enum Relation {
    /** Not more than the bound. */
    AT_MOST,
    /** The bound. */
    EQUAL,
    /** Not less than the bound. */
    AT_LEAST
  }

  /** What became of it. */
  public sealed interface LinearProgramResult {}

  /**
   * An optimum, with its proof.
   *
   * @param value of the objective
   * @param solution a value for each variable; others may be as good
   * @param dualSolution the dual's value for each row: what one more unit of its bound is worth.
   *     They are feasible for the dual and give the same value, which proves the optimum
   */
  public record Optimum(
      BigFraction value, List<BigFraction> solution, List<BigFraction> dualSolution)
      implements LinearProgramResult {}

  /** No point satisfies all rows. */
  public record Infeasible() implements LinearProgramResult {}

  /** The objective grows without end. */
  public record Unbounded() implements LinearProgramResult {}

  private final BigFraction[] objective;
  private final List<BigFraction[]> coefficients = new ArrayList<>();
  private final List<Relation> relations = new ArrayList<>();
  private final List<BigFraction> bounds = new ArrayList<>();

  /**
   * The programme without any row yet that maximises this objective, one coefficient a variable.
   */
  public LinearProgram(BigFraction... objective) {
    this.objective = objective.clone();
  }

  /** Adds the row {@code coefficients · x (≤, =, ≥) bound}. */
  public LinearProgram addConstraint(
      Relation relation, BigFraction bound, BigFraction... coefficients) {
    if (coefficients.length != objective.length) {
      throw new IllegalArgumentException(
          "row " + bounds.size() + " has " + coefficients.length + " of " + objective.length);
    }
    this.coefficients.add(coefficients.clone());
    relations.add(relation);
    bounds.add(bound);
    return this;
  }

  /**
   * Solves it: equations are pairs of inequalities, and where the origin breaks one of them, phase
   * one brings down what has to be added to all bounds.
   */
  public LinearProgramResult maximise() {
    int added = objective.length;
    List<BigInteger[]> matrix = new ArrayList<>();
    List<BigInteger> right = new ArrayList<>();
    List<BigInteger> scales = new ArrayList<>();
    List<Integer> owners = new ArrayList<>();
    for (int row = 0; row < relations.size(); row++) {
      for (Relation side : List.of(Relation.AT_MOST, Relation.AT_LEAST)) {
        if (relations.get(row) == side || relations.get(row) == Relation.EQUAL) {
          BigInteger scale = integerScale(coefficients.get(row), bounds.get(row));
          scale = side == Relation.AT_MOST ? scale : scale.negate();
          matrix.add(scaled(coefficients.get(row), scale, BigInteger.ONE.negate()));
          right.add(scaled(bounds.get(row), scale));
          scales.add(scale);
          owners.add(row);
        }
      }
    }
    BigInteger objectiveScale = integerScale(objective, BigFraction.ZERO);
    BigInteger[] less = new BigInteger[added + 1];
    Arrays.fill(less, BigInteger.ZERO);
    less[added] = BigInteger.ONE.negate();
    SimplexDictionary dictionary =
        new SimplexDictionary(
            matrix.toArray(BigInteger[][]::new),
            right.toArray(BigInteger[]::new),
            scaled(objective, objectiveScale, BigInteger.ZERO),
            less);
    BigInteger least = Collections.min(right);
    if (least.signum() < 0) {
      dictionary.pivot(right.lastIndexOf(least), added);
      dictionary.maximise(1);
      if (Fractions.sign(dictionary.value(1)) != 0) {
        return new Infeasible();
      }
    }
    dictionary.remove(added);
    if (!dictionary.maximise(0)) {
      return new Unbounded();
    }
    // A row that was multiplied by k has a price k times too small.
    BigFraction[] prices = Fractions.zeros(relations.size());
    for (int row = 0; row < scales.size(); row++) {
      BigFraction price = dictionary.price(0, row).multiply(scales.get(row)).divide(objectiveScale);
      prices[owners.get(row)] = prices[owners.get(row)].add(price);
    }
    List<BigFraction> point =
        Arrays.stream(dictionary.point())
            .limit(added)
            .map(each -> new BigFraction(each, dictionary.denominator()))
            .toList();
    return new Optimum(dictionary.value(0).divide(objectiveScale), point, List.of(prices));
  }

  /** The optimum of a programme that is known to have one. */
  public Optimum optimum() {
    return switch (maximise()) {
      case Optimum optimum -> optimum;
      case Infeasible none -> throw new IllegalStateException("no point satisfies all rows");
      case Unbounded none -> throw new IllegalStateException("the objective has no bound");
    };
  }

  private static BigInteger integerScale(BigFraction[] values, BigFraction more) {
    return Fractions.commonDenominator(Stream.concat(Stream.of(values), Stream.of(more)).toList());
  }

  private static BigInteger[] scaled(BigFraction[] values, BigInteger scale, BigInteger last) {
    return Stream.concat(Stream.of(values).map(each -> scaled(each, scale)), Stream.of(last))
        .toArray(BigInteger[]::new);
  }

  private static BigInteger scaled(BigFraction value, BigInteger scale) {
    return value.getNumerator().multiply(scale.divide(value.getDenominator()));
  }
}
