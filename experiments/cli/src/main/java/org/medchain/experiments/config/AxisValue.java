package org.medchain.experiments.config;

import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A value on an axis.
 *
 * @param node as the key takes it
 * @param place where it was written, for messages
 */
record AxisValue(JsonNode node, String place) {
  /** As in tables: a number is written in one way only, and what has a name by its name. */
  String text() {
    JsonNode shown = shown(node);
    return shown.isString() ? shown.asString() : shown.toString();
  }

  private static JsonNode shown(JsonNode value) {
    if (value.has("name") || !value.isObject()) {
      return value.has("name") ? value.get("name") : value;
    }
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    value.properties().forEach(each -> copy.set(each.getKey(), shown(each.getValue())));
    return copy;
  }

  /** A text as a number, if it is one. */
  static OptionalDouble number(String text) {
    return Optional.of(YamlScalar.of(text)).stream()
        .filter(JsonNode::isNumber)
        .mapToDouble(JsonNode::doubleValue)
        .findFirst();
  }
}
