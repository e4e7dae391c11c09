package org.medchain.credit.check;

import java.util.ArrayList;
import java.util.List;

/**
 * What a second method found (GAME-12).
 *
 * @param method enumeration by counts, search, dynamic programming, a queue
 * @param quantities the numbers that the closed form gives too; empty where the method cannot say
 *     anything, which {@code method} then explains
 */
public record IndependentCheck(String method, List<CheckedQuantity> quantities) {
  private static final double RESOLUTION = 1e-3;
  private static final double POINTS = 4;
  private static final double SHARE_MOST = 0.1;

  public IndependentCheck {
    quantities = List.copyOf(quantities);
  }

  /** One number. */
  public record CheckedQuantity(
      String name, double value, double low, double high, double tolerance) {
    /** Whether the closed form gives the same; infinities of one sign do. */
    public boolean agrees(double closedForm) {
      double closed = Math.max(low, Math.min(high, closedForm));
      return closed == value || Math.abs(closed - value) <= tolerance;
    }
  }

  static IndependentCheck of(String method) {
    return new IndependentCheck(method, List.of());
  }

  /** Equal except for rounding. */
  IndependentCheck with(String name, double value) {
    return withTolerance(name, value, 1e-9 * Math.max(1, Math.abs(value)));
  }

  /** Equal except for this much. */
  IndependentCheck withTolerance(String name, double value, double tolerance) {
    return withBracket(name, value, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, tolerance);
  }

  /** Found by a search between two bounds. */
  IndependentCheck withBracket(
      String name, double value, double low, double high, double tolerance) {
    return found(RESOLUTION, name, value, low, high, tolerance);
  }

  /** The same, in points: fees and penalties are whole. */
  IndependentCheck withPoints(
      String name, double value, double low, double high, double tolerance) {
    return found(POINTS, name, value, low, high, tolerance);
  }

  /**
   * Where rounding may do more than the resolution, and as much as a tenth of the number, the
   * method does not say it: such a check would pass no matter what the closed form is.
   */
  private IndependentCheck found(
      double resolution, String name, double value, double low, double high, double tolerance) {
    if (!(tolerance <= Math.max(resolution, SHARE_MOST * Math.abs(value)))) {
      return new IndependentCheck(method + "; " + name + " not found for rounding", quantities);
    }
    List<CheckedQuantity> more = new ArrayList<>(quantities);
    more.add(new CheckedQuantity(name, value, low, high, tolerance));
    return new IndependentCheck(method, more);
  }
}
