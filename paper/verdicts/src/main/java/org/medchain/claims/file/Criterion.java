package org.medchain.claims.file;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One bound of a claim's threshold, which stands in the file before its experiment runs (CLAIM-3).
 *
 * @param metric name of a figure of the experiment; {@code x_low} and {@code x_high} are the ends
 *     of the interval of {@code x}
 * @param comparison between figure and threshold
 * @param threshold in the figure's unit, or how many times the other figure
 * @param than another figure, where two systems are compared; empty for a bound
 * @param reading the condition, or the reading of the words, under which this bound belongs to the
 *     claim; empty where it always does
 */
public record Criterion(
    String metric,
    Comparison comparison,
    double threshold,
    Optional<String> than,
    Optional<String> reading) {
  private static final Pattern MUST = Pattern.compile("\\s*(<=|>=|<|>|=)\\s*(\\S+)\\s*");
  private static final Pattern OTHER =
      Pattern.compile("\\s*(<=|>=|<|>)\\s*(?:([0-9.]+)\\s*\\*\\s*)?([a-z]\\w*)\\s*");

  /** How a figure has to lie to its threshold. */
  public enum Comparison {
    /** The figure is the threshold or less. */
    AT_MOST("<="),
    /** The figure is the threshold or more. */
    AT_LEAST(">="),
    /** The figure is less than the threshold. */
    BELOW("<"),
    /** The figure is more than the threshold. */
    ABOVE(">"),
    /** The figure is the threshold. */
    EQUAL("=");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    /** The sign for it in files. */
    public String sign() {
      return sign;
    }

    private static Comparison of(String sign) {
      return Arrays.stream(values())
          .filter(each -> each.sign.equals(sign))
          .findFirst()
          .orElseThrow();
    }

    private static String allowed() {
      return Arrays.stream(values()).map(Comparison::sign).collect(Collectors.joining(" "));
    }
  }

  /**
   * Reads what a file says.
   *
   * @param must a sign and a number, as in {@code <= 0.05}, or a sign and another figure, as in
   *     {@code > other} and {@code <= 0.8 * other}
   * @throws IllegalArgumentException where it is something else
   */
  public static Criterion of(String metric, String must, Optional<String> reading) {
    Matcher parts = MUST.matcher(must);
    Matcher other = OTHER.matcher(must);
    try {
      if (other.matches()) {
        double times = other.group(2) == null ? 1 : Double.parseDouble(other.group(2));
        Optional<String> than = Optional.of(other.group(3));
        return new Criterion(metric, Comparison.of(other.group(1)), times, than, reading);
      }
      if (parts.matches()) {
        double threshold = Double.parseDouble(parts.group(2));
        Comparison comparison = Comparison.of(parts.group(1));
        return new Criterion(metric, comparison, threshold, Optional.empty(), reading);
      }
    } catch (NumberFormatException e) {
      // It is told below, as where there is no sign.
    }
    throw new IllegalArgumentException(
        metric
            + ": '"
            + must
            + "'; wanted: one of "
            + Comparison.allowed()
            + " and a number; or, except with =, a figure");
  }

  /** Whether a figure keeps to a bound; what is not a number keeps to none. */
  public boolean isMetBy(double figure, double bound) {
    return switch (comparison) {
      case AT_MOST -> figure <= bound;
      case AT_LEAST -> figure >= bound;
      case BELOW -> figure < bound;
      case ABOVE -> figure > bound;
      case EQUAL -> figure == bound;
    };
  }

  /** The same with another threshold. */
  public Criterion with(double other) {
    return new Criterion(metric, comparison, other, than, reading);
  }

  /** The bound as in the file. */
  public String text() {
    String number =
        threshold == Math.rint(threshold) && Math.abs(threshold) < 1e15
            ? String.format(Locale.ROOT, "%.0f", threshold)
            : Double.toString(threshold);
    return comparison.sign()
        + " "
        + than.map(other -> (threshold == 1 ? "" : number + " * ") + other).orElse(number);
  }
}
