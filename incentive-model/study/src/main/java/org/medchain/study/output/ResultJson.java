package org.medchain.study.output;

import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.random.IntervalEstimate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON of what studies find. JSON has no infinite numbers: they are the texts {@code Infinity} and
 * {@code -Infinity}, which most languages read as such; NaN is null.
 */
public final class ResultJson {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private ResultJson() {}

  /** An empty object. */
  public static ObjectNode object() {
    return NODES.objectNode();
  }

  /** An empty list. */
  public static ArrayNode list() {
    return NODES.arrayNode();
  }

  /** Puts a number. */
  public static void put(ObjectNode into, String key, double value) {
    into.set(key, number(value));
  }

  /** A list of numbers. */
  public static ArrayNode numbers(double... values) {
    ArrayNode list = list();
    for (double value : values) {
      list.add(number(value));
    }
    return list;
  }

  private static JsonNode number(double value) {
    if (Double.isNaN(value)) {
      return NODES.nullNode();
    }
    return Double.isInfinite(value)
        ? NODES.stringNode(Double.toString(value))
        : NODES.numberNode(value);
  }

  /** A list of lists of numbers. */
  public static ArrayNode rows(double[][] values) {
    ArrayNode list = list();
    for (double[] row : values) {
      list.add(numbers(row));
    }
    return list;
  }

  /** A list of texts. */
  public static ArrayNode texts(List<String> values) {
    ArrayNode list = list();
    values.forEach(list::add);
    return list;
  }

  /** Rational numbers as texts, in full. */
  public static ArrayNode fractions(List<BigFraction> values) {
    return texts(values.stream().map(NumberFormats::fraction).toList());
  }

  /** An estimate with its interval. */
  public static ObjectNode estimate(IntervalEstimate estimate) {
    ObjectNode node = object();
    put(node, "mean", estimate.mean());
    node.set("interval", numbers(estimate.low(), estimate.high()));
    put(node, "level", estimate.level());
    node.put("replicates", estimate.count());
    return node;
  }

  /** The text, on several lines. */
  public static String text(ObjectNode node) {
    return MAPPER.writeValueAsString(node);
  }
}
