package org.medchain.experiments.config;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medchain.comparison.GridKey;

/**
 * A condition on the cells that are run, as in {@code nodes >= 7} (CMP-58). It says nothing of
 * cells that have no such coordinate.
 *
 * @param name of a coordinate: the head of its column, or a key's path
 * @param operator one of {@code < <= > >= == !=}
 * @param bound a value, or the name of another coordinate
 */
record GridCondition(String name, String operator, String bound) {
  static final String FORM = "conditions such as 'nodes >= 7' are wanted";

  private static final Pattern PATTERN =
      Pattern.compile("([a-z][a-z0-9_.]*)\\s*(<=|>=|==|!=|<|>)\\s*([^<>=!\\s]\\S*)");

  /** Empty where a text is no condition. */
  static Optional<GridCondition> of(String text) {
    Matcher parts = PATTERN.matcher(text.strip());
    return parts.matches()
        ? Optional.of(new GridCondition(parts.group(1), parts.group(2), parts.group(3)))
        : Optional.empty();
  }

  /**
   * What is wrong with it; empty if nothing is.
   *
   * @param isAxis whether a path is that of an axis
   */
  Optional<String> fault(Predicate<String> isAxis) {
    Predicate<String> isCoordinate = isAxis.or(path -> GridKey.of(path).isPresent());
    if (!isCoordinate.test(name)) {
      return Optional.of(name + " is no coordinate of a cell");
    }
    if (isEquality()) {
      return Optional.empty();
    }
    if (GridKey.of(name).filter(GridKey::isWord).isPresent()) {
      return Optional.of(name + " has no order");
    }
    return isCoordinate.test(bound) || AxisValue.number(bound).isPresent()
        ? Optional.empty()
        : Optional.of(bound + " is no number");
  }

  private boolean isEquality() {
    return operator.equals("==") || operator.equals("!=");
  }

  /** Whether it holds with these coordinates. */
  boolean holds(Function<String, Optional<String>> coordinates) {
    Optional<String> left = coordinates.apply(name);
    if (left.isEmpty()) {
      return true;
    }
    String right = coordinates.apply(bound).orElse(bound);
    OptionalDouble below = AxisValue.number(left.get());
    OptionalDouble above = AxisValue.number(right);
    if (below.isEmpty() || above.isEmpty()) {
      return !isEquality() || left.get().equals(right) == operator.equals("==");
    }
    int order = Double.compare(below.getAsDouble(), above.getAsDouble());
    return switch (operator) {
      case "<" -> order < 0;
      case "<=" -> order <= 0;
      case ">" -> order > 0;
      case ">=" -> order >= 0;
      case "==" -> order == 0;
      default -> order != 0;
    };
  }

  @Override
  public String toString() {
    return name + " " + operator + " " + bound;
  }
}
