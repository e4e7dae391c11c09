package org.medchain.experiments.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The meaning of an unquoted word of YAML: the core schema of YAML 1.2 (§10.3.2), in which {@code
 * no} and {@code 1_000} are text. A number of more than 60 digits, and a decimal that is too large
 * or too small for a {@code double}, stay text too, and are refused where a number is required.
 */
final class YamlScalar {
  private static final Pattern NULL = Pattern.compile("~|null|Null|NULL|");
  private static final Pattern TRUE = Pattern.compile("true|True|TRUE");
  private static final Pattern FALSE = Pattern.compile("false|False|FALSE");
  private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]+");
  private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]+");
  private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

  private static final Pattern ZERO = Pattern.compile("[-+.0]+([eE].*)?");

  /** More of them are a slip. */
  private static final int DIGITS_MAX = 60;

  private YamlScalar() {}

  static JsonNode of(String text) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (NULL.matcher(text).matches()) {
      return nodes.nullNode();
    }
    if (TRUE.matcher(text).matches()) {
      return nodes.booleanNode(true);
    }
    if (FALSE.matcher(text).matches()) {
      return nodes.booleanNode(false);
    }
    try {
      if (INTEGER.matcher(text).matches()) {
        return whole(text);
      }
      if (HEX.matcher(text).matches()) {
        return nodes.numberNode(Long.parseLong(text.substring(2), 16));
      }
      if (OCTAL.matcher(text).matches()) {
        return nodes.numberNode(Long.parseLong(text.substring(2), 8));
      }
    } catch (NumberFormatException e) {
      return nodes.stringNode(text);
    }
    return FLOAT.matcher(text).matches() ? decimal(text) : nodes.stringNode(text);
  }

  /** A whole number beyond a {@code long} is kept as it is. */
  private static JsonNode whole(String text) {
    try {
      return JsonNodeFactory.instance.numberNode(Long.parseLong(text));
    } catch (NumberFormatException e) {
      return text.length() > DIGITS_MAX
          ? JsonNodeFactory.instance.stringNode(text)
          : JsonNodeFactory.instance.numberNode(new BigInteger(text));
    }
  }

  /** A decimal of more digits than a {@code double} keeps is kept as it is. */
  private static JsonNode decimal(String text) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    double value = Double.parseDouble(text);
    boolean lost = value == 0 && !ZERO.matcher(text).matches();
    if (lost || !Double.isFinite(value) || text.length() > DIGITS_MAX) {
      return nodes.stringNode(text);
    }
    boolean kept = value == 0 || new BigDecimal(text).compareTo(BigDecimal.valueOf(value)) == 0;
    return kept ? nodes.numberNode(value) : nodes.numberNode(new BigDecimal(text));
  }
}
