package org.medchain.paper.value;

import java.util.OptionalDouble;
import java.util.regex.Pattern;

/** Text that is a number, as CSV and JSON write them. */
final class Numbers {
  private static final Pattern FORM =
      Pattern.compile("[+-]?(?:\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?|Infinity)");

  private Numbers() {}

  /** The number; empty for anything else, as {@code NaN} and the empty field. */
  static OptionalDouble of(String text) {
    return FORM.matcher(text).matches()
        ? OptionalDouble.of(Double.parseDouble(text))
        : OptionalDouble.empty();
  }
}
