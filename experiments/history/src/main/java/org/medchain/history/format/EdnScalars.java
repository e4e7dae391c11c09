package org.medchain.history.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import org.medchain.history.HistoryFormatException;
import org.medchain.history.value.HistoryValue;
import org.medchain.history.value.HistoryValue.Keyword;
import org.medchain.history.value.HistoryValue.Real;
import org.medchain.history.value.HistoryValue.Symbol;
import org.medchain.history.value.HistoryValue.Whole;

/** Numbers and names of EDN. */
final class EdnScalars {
  /** So that a long line of digits costs no long computation. */
  static final int DIGITS_MAX = 1000;

  private static final Pattern INTEGER = Pattern.compile("[+-]?(?:0|[1-9][0-9]*)N?");
  private static final Pattern RATIO = Pattern.compile("[+-]?[0-9]+/[0-9]+");
  private static final Pattern REAL =
      Pattern.compile("[+-]?(?:0|[1-9][0-9]*)(?:\\.[0-9]*)?(?:[eE][+-]?[0-9]{1,4})?M?");

  /** Letters, digits and the marks that EDN allows; a slash before the last part. */
  private static final Pattern NAME =
      Pattern.compile("(?:[^/\\s@`~^]+/)?[^/\\s@`~^]+|/", Pattern.UNICODE_CHARACTER_CLASS);

  private EdnScalars() {}

  static HistoryValue of(EdnCharacters in) throws HistoryFormatException {
    int from = in.position();
    String token = in.token();
    return switch (token) {
      case "nil" -> HistoryValue.nil();
      case "true", "false" -> new HistoryValue.Bool(token.equals("true"));
      default -> {
        boolean signed = token.startsWith("+") || token.startsWith("-");
        int first = token.length() > (signed ? 1 : 0) ? token.charAt(signed ? 1 : 0) : ' ';
        yield first >= '0' && first <= '9' ? number(in, from, token) : named(in, from, token);
      }
    };
  }

  private static HistoryValue number(EdnCharacters in, int from, String token)
      throws HistoryFormatException {
    if (token.length() > DIGITS_MAX) {
      throw in.wrongAt(
          from, "a number of " + token.length() + " characters; allowed: " + DIGITS_MAX);
    }
    if (INTEGER.matcher(token).matches()) {
      return new Whole(new BigInteger(token.replace("N", "")));
    }
    int slash = token.indexOf('/');
    if (RATIO.matcher(token).matches()) {
      BigInteger below = new BigInteger(token.substring(slash + 1));
      if (below.signum() > 0) {
        return HistoryValue.ratio(new BigInteger(token.substring(0, slash)), below);
      }
    } else if (REAL.matcher(token).matches()) {
      double value = new BigDecimal(token.replace("M", "")).doubleValue();
      if (Double.isFinite(value)) {
        return new Real(value);
      }
    }
    throw in.wrongAt(from, "\"" + shown(token) + "\" is no number; allowed: 7, -7N, 2/3, 1.5e3");
  }

  private static HistoryValue named(EdnCharacters in, int from, String token)
      throws HistoryFormatException {
    boolean keyword = token.startsWith(":");
    String name = keyword ? token.substring(1) : token;
    if (!NAME.matcher(name).matches() || name.startsWith(":") || name.startsWith("#")) {
      int next = in.peek();
      String what = token.isEmpty() && next >= 0 ? Character.toString(next) : token;
      throw in.wrongAt(
          from, "\"" + shown(what) + "\" is no name; allowed: keywords, symbols, EDN's values");
    }
    return keyword ? new Keyword(name) : new Symbol(name);
  }

  /** {@code ##Inf}, {@code ##-Inf} and {@code ##NaN}. */
  static HistoryValue symbolic(EdnCharacters in) throws HistoryFormatException {
    int from = in.position();
    return switch (in.token()) {
      case "##Inf" -> new Real(Double.POSITIVE_INFINITY);
      case "##-Inf" -> new Real(Double.NEGATIVE_INFINITY);
      case "##NaN" -> new Real(Double.NaN);
      default -> throw in.wrongAt(from, "an unknown ## value; allowed: ##Inf, ##-Inf and ##NaN");
    };
  }

  /** What stands after {@code #:} of a map whose keys have one namespace. */
  static String namespace(EdnCharacters in) throws HistoryFormatException {
    int from = in.position();
    String token = in.token();
    String name = token.substring(2);
    if (!NAME.matcher(name).matches() || name.contains("/")) {
      throw in.wrongAt(from, "'#:' without a namespace; allowed: #:namespace{...}");
    }
    return name;
  }

  /** The name after a number sign. */
  static String tag(EdnCharacters in) throws HistoryFormatException {
    int from = in.position();
    String name = in.token().substring(1);
    if (!NAME.matcher(name).matches() || !Character.isLetter(name.codePointAt(0))) {
      throw in.wrongAt(from, "'#' without a tag's name; allowed: #name value, #{...} and #_value");
    }
    return name;
  }

  private static String shown(String token) {
    StringBuilder text = new StringBuilder();
    token
        .codePoints()
        .limit(40)
        .forEach(
            each ->
                text.appendCodePoint(
                    Character.isISOControl(each)
                            || Character.getType(each) == Character.FORMAT
                            || Character.getType(each) == Character.SURROGATE
                        ? '?'
                        : each));
    return text.toString();
  }
}
