package org.medchain.game.repeated;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.exact.Fractions;

/**
 * The discount factors at which something holds, for example that an automaton is subgame-perfect.
 *
 * <p>Searched: a grid of factors, exactly, and between two neighbours that differ the border, by
 * bisection; a short fraction within what is left is taken for it. An interval that lies between
 * two neighbours of the grid is not found; such regions need not be intervals in general.
 *
 * @param intervals in ascending order
 */
public record DiscountRegion(List<DiscountInterval> intervals) {
  private static final int HALVINGS = 40;

  /**
   * Factors at which it holds. Each end holds; beyond it, nearer than 2⁻⁴⁰ of a step, it does not
   * (or there is no factor, beyond 0 and beyond the last of the grid).
   *
   * @param from the least found
   * @param to the largest found
   */
  public record DiscountInterval(BigFraction from, BigFraction to) {}

  /** Where an automaton profile is a subgame-perfect equilibrium. */
  public static DiscountRegion subgamePerfect(JointAutomaton automaton, int steps) {
    return of(discount -> automaton.withDiscount(discount).isSubgamePerfect(), steps);
  }

  /** Where no deviation is profitable from the start on; threats need not be credible. */
  public static DiscountRegion nash(JointAutomaton automaton, int steps) {
    return of(discount -> automaton.withDiscount(discount).isNash(), steps);
  }

  /**
   * Where a condition holds that can be decided at any rational factor.
   *
   * @param steps of the grid: factors 0, 1/steps, 2/steps, … less than 1
   */
  public static DiscountRegion of(Predicate<BigFraction> condition, int steps) {
    List<DiscountInterval> found = new ArrayList<>();
    BigFraction from = null;
    BigFraction last = null;
    for (int step = 0; step < steps; step++) {
      BigFraction here = new BigFraction(step, steps);
      boolean holds = condition.test(here);
      if (holds && from == null) {
        from = last == null ? here : border(condition, here, last);
      } else if (!holds && from != null) {
        found.add(new DiscountInterval(from, border(condition, last, here)));
        from = null;
      }
      last = here;
    }
    if (from != null) {
      found.add(new DiscountInterval(from, last));
    }
    return new DiscountRegion(found);
  }

  private static BigFraction border(
      Predicate<BigFraction> condition, BigFraction holding, BigFraction failing) {
    BigFraction inside = holding;
    BigFraction outside = failing;
    for (int round = 0; round < HALVINGS; round++) {
      BigFraction middle = inside.add(outside).divide(2);
      if (condition.test(middle)) {
        inside = middle;
      } else {
        outside = middle;
      }
    }
    BigFraction plain =
        inside.compareTo(outside) < 0
            ? Fractions.simplest(inside, outside)
            : Fractions.simplest(outside, inside);
    return condition.test(plain) ? plain : inside;
  }
}
