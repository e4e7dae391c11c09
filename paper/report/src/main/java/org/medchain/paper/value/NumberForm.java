package org.medchain.paper.value;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a number is written: {@code %.2f}, and with a comma between thousands {@code %,.0f}.
 *
 * @param decimals digits after the point
 * @param grouped whether thousands are divided
 */
public record NumberForm(int decimals, boolean grouped) {
  /** For messages. */
  static final String SAMPLES = new NumberForm(1, false) + " or " + new NumberForm(0, true);

  private static final Pattern FORM = Pattern.compile("%(,?)\\.(\\d)f");

  /** The form that a word stands for. */
  static Optional<NumberForm> of(String word) {
    Matcher parts = FORM.matcher(word);
    return parts.matches()
        ? Optional.of(new NumberForm(Integer.parseInt(parts.group(2)), !parts.group(1).isEmpty()))
        : Optional.empty();
  }

  /** The number; what rounds to zero has no sign. */
  String write(double number) {
    String text = String.format(Locale.ROOT, toString(), number);
    return text.matches("-0(\\.0*)?") ? text.substring(1) : text;
  }

  /** As a word of an expression. */
  @Override
  public String toString() {
    return "%" + (grouped ? "," : "") + "." + decimals + "f";
  }
}
