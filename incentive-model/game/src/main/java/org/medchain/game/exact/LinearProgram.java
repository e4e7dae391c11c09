package org.medchain.game.exact;

import java.math.BigInteger;
import java.util.ArrayList;
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

  /** Solves it, in two phases. */
  public LinearProgramResult maximise() {
    IntegerTableau tableau = new IntegerTableau(objective.length, relations.size());
    BigInteger[] scales = new BigInteger[relations.size()];
    for (int row = 0; row < scales.length; row++) {
      scales[row] = integerScale(coefficients.get(row), bounds.get(row));
      if (bounds.get(row).getNumerator().signum() < 0) {
        scales[row] = scales[row].negate();
      }
      Relation relation = relations.get(row);
      if (scales[row].signum() < 0 && relation != Relation.EQUAL) {
        relation = relation == Relation.AT_MOST ? Relation.AT_LEAST : Relation.AT_MOST;
      }
      tableau.setRow(
          row,
          scaled(coefficients.get(row), scales[row]),
          relation,
          scaled(bounds.get(row), scales[row]));
    }
    BigInteger objectiveScale = integerScale(objective, BigFraction.ZERO);
    tableau.setObjective(scaled(objective, objectiveScale));
    if (!tableau.phaseOne()) {
      return new Infeasible();
    }
    return tableau.phaseTwo() ? optimum(tableau, scales, objectiveScale) : new Unbounded();
  }

  /** The optimum of a programme that is known to have one. */
  public Optimum optimum() {
    return switch (maximise()) {
      case Optimum optimum -> optimum;
      case Infeasible none -> throw new IllegalStateException("no point satisfies all rows");
      case Unbounded none -> throw new IllegalStateException("the objective has no bound");
    };
  }

  private Optimum optimum(IntegerTableau tableau, BigInteger[] scales, BigInteger objectiveScale) {
    List<BigFraction> point = new ArrayList<>();
    for (int variable = 0; variable < objective.length; variable++) {
      point.add(tableau.value(variable));
    }
    // A row that was multiplied by k has a price k times too small.
    List<BigFraction> prices = new ArrayList<>();
    for (int row = 0; row < scales.length; row++) {
      prices.add(tableau.dualValue(row).multiply(scales[row]).divide(objectiveScale));
    }
    return new Optimum(tableau.objectiveValue().divide(objectiveScale), point, prices);
  }

  private static BigInteger integerScale(BigFraction[] values, BigFraction more) {
    return Fractions.commonDenominator(Stream.concat(Stream.of(values), Stream.of(more)).toList());
  }

  private static BigInteger[] scaled(BigFraction[] values, BigInteger scale) {
    BigInteger[] scaled = new BigInteger[values.length];
    for (int at = 0; at < values.length; at++) {
      scaled[at] = scaled(values[at], scale);
    }
    return scaled;
  }

  private static BigInteger scaled(BigFraction value, BigInteger scale) {
    return value.getNumerator().multiply(scale.divide(value.getDenominator()));
  }
}
