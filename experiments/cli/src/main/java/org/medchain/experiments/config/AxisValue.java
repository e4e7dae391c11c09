package org.medchain.experiments.config;

import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;

/**
 * A value on an axis.
 *
 * @param node as the key takes it
 * @param place where it was written, for messages
 */
record AxisValue(JsonNode node, String place) {
  /** As in tables: a number is written in one way only, and what has a name by its name. */
  String text() {
    JsonNode shown = shown(node.deepCopy());
    return shown.isString() ? shown.asString() : shown.toString();
  }

  private static JsonNode shown(JsonNode value) {
    value.properties().forEach(each -> each.setValue(shown(each.getValue())));
    return value.has("name") ? value.get("name") : value;
  }

  /** A text as a number, if it is one. */
  static OptionalDouble number(String text) {
    JsonNode value = YamlScalar.of(text);
    return value.isNumber() ? OptionalDouble.of(value.doubleValue()) : OptionalDouble.empty();
  }
}
