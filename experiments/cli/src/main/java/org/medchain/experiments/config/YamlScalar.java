package org.medchain.experiments.config;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The meaning of an unquoted word of YAML: the core schema of YAML 1.2 (§10.3.2), in which {@code
 * no} and {@code 1_000} are text. A number of more than 60 digits, and a decimal that is too large
 * or too small for a {@code double}, stay text too, and are refused where a number is required.
 */
final class YamlScalar {
  private static final CoreScalarResolver CORE = new CoreScalarResolver(false);

  /** More of them are a slip. */
  private static final int DIGITS_MAX = 60;

  private YamlScalar() {}

  static JsonNode of(String text) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    Tag tag = CORE.resolve(text, true);
    if (tag.equals(Tag.NULL)) {
      return nodes.nullNode();
    }
    if (tag.equals(Tag.BOOL)) {
      return nodes.booleanNode(Boolean.parseBoolean(text));
    }
    boolean whole = tag.equals(Tag.INT);
    if (text.length() > DIGITS_MAX || (!whole && !tag.equals(Tag.FLOAT))) {
      return nodes.stringNode(text);
    }
    return whole ? whole(text) : decimal(text);
  }

  /** A whole number beyond a {@code long} is kept as it is. */
  private static JsonNode whole(String text) {
    BigInteger value =
        text.startsWith("0x")
            ? new BigInteger(text.substring(2), 16)
            : text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
    return value.bitLength() < Long.SIZE
        ? JsonNodeFactory.instance.numberNode(value.longValue())
        : JsonNodeFactory.instance.numberNode(value);
  }

  /** A decimal of more digits than a {@code double} keeps is kept as it is. */
  private static JsonNode decimal(String text) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    try {
      BigDecimal exact = new BigDecimal(text);
      double value = exact.doubleValue();
      boolean lost = value == 0 && exact.signum() != 0;
      if (lost || !Double.isFinite(value)) {
        return nodes.stringNode(text);
      }
      boolean kept = exact.compareTo(BigDecimal.valueOf(value)) == 0;
      return kept ? nodes.numberNode(value) : nodes.numberNode(exact);
    } catch (NumberFormatException e) {
      // Infinity, and what is not a number.
      return nodes.stringNode(text);
    }
  }
}
