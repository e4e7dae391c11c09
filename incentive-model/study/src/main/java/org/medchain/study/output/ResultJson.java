package org.medchain.study.output;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
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

  /** Puts a value in its form; see {@link #of}. */
  public static void put(ObjectNode into, String key, Object value) {
    into.set(key, of(value));
  }

  /**
   * A value as JSON: a fraction is a text in full, an estimate an object, and a list, array or
   * stream of values a list.
   */
  public static JsonNode of(Object value) {
    return switch (value) {
      case JsonNode node -> node;
      case Boolean truth -> NODES.booleanNode(truth);
      case Integer number -> NODES.numberNode(number);
      case Long number -> NODES.numberNode(number);
      case Double number -> number(number);
      case BigFraction number -> NODES.stringNode(NumberFormats.fraction(number));
      case IntervalEstimate estimate -> estimate(estimate);
      case double[] numbers -> of(Arrays.stream(numbers).boxed().toList());
      case double[][] rows -> of(Arrays.asList(rows));
      case Collection<?> values -> list(values);
      default -> NODES.stringNode(value.toString());
    };
  }

  private static ArrayNode list(Collection<?> values) {
    ArrayNode list = list();
    values.forEach(each -> list.add(of(each)));
    return list;
  }

  /** Fractions as numbers. */
  public static JsonNode numbers(List<BigFraction> values) {
    return of(values.stream().map(Game::toDouble).toList());
  }

  private static JsonNode number(double value) {
    if (Double.isNaN(value)) {
      return NODES.nullNode();
    }
    return Double.isInfinite(value)
        ? NODES.stringNode(Double.toString(value))
        : NODES.numberNode(value);
  }

  private static ObjectNode estimate(IntervalEstimate estimate) {
    ObjectNode node = object();
    put(node, "mean", estimate.mean());
    put(node, "interval", List.of(estimate.low(), estimate.high()));
    put(node, "level", estimate.level());
    put(node, "replicates", estimate.count());
    return node;
  }

  /** The text, on several lines. */
  public static String text(ObjectNode node) {
    return MAPPER.writeValueAsString(node);
  }
}
