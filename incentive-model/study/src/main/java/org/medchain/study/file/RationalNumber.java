package org.medchain.study.file;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** A number as a file writes it: a number, taken as the decimal that it is, or a fraction. */
final class RationalNumber {
  /** The allowed values in a message. */
  static final String EXPECTED_FORM =
      "allowed: a number, or a fraction such as 1/3, of up to 40 digits";

  /** Beyond these, doubles of sums and products overflow or lose all digits. */
  private static final double MOST = 1e100;

  /** More digits are a slip, and would make exact arithmetic slow. */
  private static final Pattern FRACTION =
      Pattern.compile("([-+]?[0-9]{1,40})\\s*/\\s*([0-9]{1,40})");

  private RationalNumber() {}

  /** The number; empty if the value is not a number. */
  static Optional<BigFraction> parse(JsonNode value) {
    if (value.isNumber()) {
      boolean fits = Math.abs(value.doubleValue()) <= MOST;
      return fits ? Optional.of(exact(value)) : Optional.empty();
    }
    Matcher parts = FRACTION.matcher(value.isString() ? value.asString().strip() : "");
    if (!parts.matches() || new BigInteger(parts.group(2)).signum() == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new BigFraction(new BigInteger(parts.group(1)), new BigInteger(parts.group(2))));
  }

  /** The value of a fraction, to the last digit but one; any other value as it is. */
  static JsonNode decimal(JsonNode value) {
    Optional<BigFraction> fraction = parse(value);
    if (fraction.isEmpty()) {
      return value;
    }
    boolean whole = fraction.get().getDenominator().equals(BigInteger.ONE);
    return whole
        ? JsonNodeFactory.instance.numberNode(fraction.get().getNumerator())
        : JsonNodeFactory.instance.numberNode(Game.toDouble(fraction.get()));
  }

  private static BigFraction exact(JsonNode value) {
    if (value.isIntegralNumber()) {
      return new BigFraction(value.bigIntegerValue());
    }
    return value.isBigDecimal()
        ? Game.rational(value.decimalValue())
        : Game.rational(value.doubleValue());
  }
}
