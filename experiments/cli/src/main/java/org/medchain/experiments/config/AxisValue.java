package org.medchain.experiments.config;

import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/**
 * A value on an axis.
 *
 * @param node as the key takes it
 * @param place where it was written, for messages
 */
record AxisValue(JsonNode node, String place) {
  /** As in tables: a number is written in one way only. */
  String text() {
    return node.isString() ? node.asString() : node.toString();
  }

  /** A text as a number, if it is one. */
  static OptionalDouble number(String text) {
    return Optional.of(YamlScalar.of(text)).stream()
        .filter(JsonNode::isNumber)
        .mapToDouble(JsonNode::doubleValue)
        .findFirst();
  }
}
