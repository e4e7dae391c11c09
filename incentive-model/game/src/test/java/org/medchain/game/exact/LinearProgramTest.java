package org.medchain.game.exact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.math3.exception.MathIllegalStateException;
import org.apache.commons.math3.fraction.BigFraction;
import org.apache.commons.math3.optim.linear.LinearConstraint;
import org.apache.commons.math3.optim.linear.LinearConstraintSet;
import org.apache.commons.math3.optim.linear.LinearObjectiveFunction;
import org.apache.commons.math3.optim.linear.NonNegativeConstraint;
import org.apache.commons.math3.optim.linear.Relationship;
import org.apache.commons.math3.optim.linear.SimplexSolver;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.junit.jupiter.api.Test;
import org.medchain.game.exact.LinearProgram.Infeasible;
import org.medchain.game.exact.LinearProgram.LinearProgramResult;
import org.medchain.game.exact.LinearProgram.Optimum;
import org.medchain.game.exact.LinearProgram.Relation;
import org.medchain.game.exact.LinearProgram.Unbounded;

/**
 * GAME-11: optima are exact, proved by their dual, and those of the library where it can be used.
 */
class LinearProgramTest {
  private static BigFraction[] row(int... values) {
    BigFraction[] row = new BigFraction[values.length];
    for (int at = 0; at < values.length; at++) {
      row[at] = new BigFraction(values[at]);
    }
    return row;
  }

  @Test
  void endsOnBealesCyclingExample() {
    // Beale 1955: the steepest column alone returns to the first basis after six pivots.
    Optimum optimum =
        new LinearProgram(
                new BigFraction(3, 4), new BigFraction(-20), new BigFraction(1, 2), row(-6)[0])
            .addConstraint(
                Relation.AT_MOST,
                BigFraction.ZERO,
                new BigFraction(1, 4),
                row(-8)[0],
                row(-1)[0],
                row(9)[0])
            .addConstraint(
                Relation.AT_MOST,
                BigFraction.ZERO,
                new BigFraction(1, 2),
                row(-12)[0],
                new BigFraction(-1, 2),
                row(3)[0])
            .addConstraint(Relation.AT_MOST, BigFraction.ONE, row(0, 0, 1, 0))
            .optimum();
    assertThat(optimum.value()).isEqualTo(new BigFraction(5, 4));
  }

  @Test
  void distinguishesInfeasibleFromUnbounded() {
    LinearProgram impossible =
        new LinearProgram(row(1))
            .addConstraint(Relation.AT_LEAST, new BigFraction(2), row(1))
            .addConstraint(Relation.AT_MOST, BigFraction.ONE, row(1));
    assertThat(impossible.maximise()).isInstanceOf(Infeasible.class);
    assertThatThrownBy(impossible::optimum).hasMessageContaining("no point");
    LinearProgram endless =
        new LinearProgram(row(1, 1))
            .addConstraint(Relation.AT_LEAST, new BigFraction(-1), row(1, -1));
    assertThat(endless.maximise()).isInstanceOf(Unbounded.class);
    assertThatThrownBy(endless::optimum).hasMessageContaining("no bound");
    assertThatThrownBy(() -> endless.addConstraint(Relation.EQUAL, BigFraction.ONE, row(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 400, seed = "20261120")
  void agreesWithTheLibraryAndProvesItself(@ForAll long seed) {
    Random random = new Random(seed);
    int variables = 1 + random.nextInt(5);
    int rows = 1 + random.nextInt(6);
    BigFraction[] objective = new BigFraction[variables];
    setRandom(objective, random);
    LinearProgram program = new LinearProgram(objective);
    List<LinearConstraint> constraints = new ArrayList<>();
    List<BigFraction[]> lefts = new ArrayList<>();
    List<Relation> relations = new ArrayList<>();
    List<BigFraction> bounds = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      BigFraction[] left = new BigFraction[variables];
      setRandom(left, random);
      Relation relation = List.of(Relation.values()).get(random.nextInt(10) / 4);
      BigFraction bound = new BigFraction(random.nextInt(9) - 2, 1 + random.nextInt(3));
      program.addConstraint(relation, bound, left);
      lefts.add(left);
      relations.add(relation);
      bounds.add(bound);
      Relationship sign =
          relation == Relation.AT_MOST
              ? Relationship.LEQ
              : relation == Relation.EQUAL ? Relationship.EQ : Relationship.GEQ;
      constraints.add(new LinearConstraint(doubles(left), sign, bound.doubleValue()));
    }
    LinearProgramResult outcome = program.maximise();
    Optional<Double> library = library(objective, constraints);
    assertThat(outcome instanceof Optimum).isEqualTo(library.isPresent());
    if (outcome instanceof Optimum optimum) {
      assertThat(optimum.value().doubleValue()).isCloseTo(library.get(), within(1e-6));
      proves(objective, lefts, relations, bounds, optimum);
    }
  }

  /** Point and prices are feasible and have the same value: nothing else is needed. */
  private static void proves(
      BigFraction[] objective,
      List<BigFraction[]> lefts,
      List<Relation> relations,
      List<BigFraction> bounds,
      Optimum optimum) {
    assertThat(dot(objective, optimum.solution())).isEqualTo(optimum.value());
    assertThat(optimum.solution()).allMatch(each -> each.compareTo(BigFraction.ZERO) >= 0);
    BigFraction dual = BigFraction.ZERO;
    BigFraction[] slack = objective.clone();
    for (int row = 0; row < lefts.size(); row++) {
      int order = dot(lefts.get(row), optimum.solution()).compareTo(bounds.get(row));
      BigFraction price = optimum.dualSolution().get(row);
      int sign = price.compareTo(BigFraction.ZERO);
      switch (relations.get(row)) {
        case AT_MOST -> assertThat(order <= 0 && sign >= 0).isTrue();
        case EQUAL -> assertThat(order).isZero();
        case AT_LEAST -> assertThat(order >= 0 && sign <= 0).isTrue();
      }
      dual = dual.add(price.multiply(bounds.get(row)));
      for (int at = 0; at < slack.length; at++) {
        slack[at] = slack[at].subtract(price.multiply(lefts.get(row)[at]));
      }
    }
    assertThat(dual).isEqualTo(optimum.value());
    assertThat(slack).allMatch(each -> each.compareTo(BigFraction.ZERO) <= 0);
  }

  private static Optional<Double> library(
      BigFraction[] objective, List<LinearConstraint> constraints) {
    try {
      return Optional.of(
          new SimplexSolver()
              .optimize(
                  new LinearObjectiveFunction(doubles(objective), 0),
                  new LinearConstraintSet(constraints),
                  GoalType.MAXIMIZE,
                  new NonNegativeConstraint(true))
              .getValue());
    } catch (MathIllegalStateException none) {
      return Optional.empty();
    }
  }

  private static void setRandom(BigFraction[] values, Random random) {
    for (int at = 0; at < values.length; at++) {
      values[at] = new BigFraction(random.nextInt(11) - 4, 1 + random.nextInt(3));
    }
  }

  private static double[] doubles(BigFraction[] values) {
    double[] doubles = new double[values.length];
    for (int at = 0; at < values.length; at++) {
      doubles[at] = values[at].doubleValue();
    }
    return doubles;
  }

  private static BigFraction dot(BigFraction[] left, List<BigFraction> right) {
    BigFraction sum = BigFraction.ZERO;
    for (int at = 0; at < left.length; at++) {
      sum = sum.add(left[at].multiply(right.get(at)));
    }
    return sum;
  }
}
