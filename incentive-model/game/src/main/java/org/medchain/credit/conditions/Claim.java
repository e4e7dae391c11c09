package org.medchain.credit.conditions;

/**
 * What the closed form says for one setting.
 *
 * @param holds whether the condition is met
 * @param threshold the value at which it begins or ends to be; infinite where nothing meets it
 * @param margin how far the setting is inside, in the unit of the threshold; not negative if the
 *     condition is met
 * @param note what else follows; may be empty
 */
public record Claim(boolean holds, double threshold, double margin, String note) {
  static Claim atLeast(double value, double threshold, String note) {
    return new Claim(value >= threshold, threshold, value - threshold, note);
  }

  static Claim atMost(double value, double threshold, String note) {
    return new Claim(value <= threshold, threshold, threshold - value, note);
  }
}
