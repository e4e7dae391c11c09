package org.medchain.credit.conditions;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the closed form says for one setting.
 *
 * @param holds whether the condition is met
 * @param threshold the value at which it begins or ends to be; infinite where nothing meets it
 * @param margin how far the setting is inside, in the unit of the threshold; not negative if the
 *     condition is met
 * @param note what else follows; may be empty
 * @param numbers all that it rests on, by name, in the order in which one would tell them: chances,
 *     amounts of cash, points, rates; infinite where there is no bound
 */
public record ClosedForm(
    boolean holds, double threshold, double margin, String note, Map<String, Double> numbers) {
  public ClosedForm {
    numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
  }

  ClosedForm(boolean holds, double threshold, double margin, String note) {
    this(holds, threshold, margin, note, Map.of());
  }

  static ClosedForm lowerBound(double value, double threshold, String note) {
    return new ClosedForm(value >= threshold, threshold, margin(value, threshold), note);
  }

  static ClosedForm upperBound(double value, double threshold, String note) {
    return new ClosedForm(value <= threshold, threshold, margin(threshold, value), note);
  }

  /** Two equal infinities are no distance apart. */
  private static double margin(double upper, double lower) {
    return upper == lower ? 0 : upper - lower;
  }

  /** The same with a number more. */
  ClosedForm with(String name, double number) {
    Map<String, Double> more = new LinkedHashMap<>(numbers);
    // Adding 0.0 makes -0.0 the same as 0.0.
    more.put(name, number + 0.0);
    return new ClosedForm(holds, threshold, margin, note, more);
  }

  /** The number of this name. */
  public double number(String name) {
    Double number = numbers.get(name);
    if (number == null) {
      throw new IllegalArgumentException("no number is called " + name + ", but " + numbers);
    }
    return number;
  }
}
