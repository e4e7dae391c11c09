package org.medchain.paper.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a number is written: {@code %.2f} with two digits after the point, {@code %,.0f} with a comma
 * between thousands, {@code %.3g} with the first three digits that are not leading zeros.
 *
 * @param digits how many
 * @param grouped whether thousands are divided
 * @param significant whether the digits are counted from the first one, not from the point
 */
public record NumberForm(int digits, boolean grouped, boolean significant) {
  /** For messages. */
  static final String SAMPLES = "%.1f, %,.0f or %.3g";

  /** A whole number. */
  static final NumberForm WHOLE = new NumberForm(0, false, false);

  private static final Pattern FORM = Pattern.compile("%(,?)\\.(\\d)f|%\\.([1-9])g");

  /** The form that a word stands for. */
  static Optional<NumberForm> of(String word) {
    Matcher parts = FORM.matcher(word);
    if (!parts.matches()) {
      return Optional.empty();
    }
    boolean significant = parts.group(3) != null;
    int digits = Integer.parseInt(significant ? parts.group(3) : parts.group(2));
    return Optional.of(new NumberForm(digits, ",".equals(parts.group(1)), significant));
  }

  /** The number; what rounds to zero has no sign. */
  String write(double number) {
    if (significant) {
      BigDecimal rounded = BigDecimal.valueOf(number).round(new MathContext(digits));
      return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
    String text = String.format(Locale.ROOT, toString(), number);
    return text.matches("-0(\\.0*)?") ? text.substring(1) : text;
  }

  /** As a word of an expression. */
  @Override
  public String toString() {
    return "%" + (grouped ? "," : "") + "." + digits + (significant ? "g" : "f");
  }
}
