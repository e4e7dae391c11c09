package org.medchain.experiments.config;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A subschema in words: the allowed values. */
final class SchemaDescription {
  private SchemaDescription() {}

  static String describe(JsonNode schema) {
    // A schema's own description is best.
    if (schema.has("x-allowed")) {
      return schema.get("x-allowed").asString();
    }
    if (schema.has("enum")) {
      List<String> choices = new ArrayList<>();
      schema.get("enum").forEach(choice -> choices.add(choice.asString()));
      return (choices.size() == 1 ? "only " : "one of ") + String.join(", ", choices);
    }
    if (schema.path("type").isArray() && schema.has("items")) {
      return describe(schema.path("items")) + ", or a list of them";
    }
    return switch (schema.path("type").asString("")) {
      case "integer" -> "an integer" + range(schema);
      case "number" -> "a number" + range(schema);
      case "string" -> "a text";
      case "array" -> list(schema);
      case "object" -> "the keys " + keys(schema);
      default -> "see 'medchain schema'";
    };
  }

  private static String list(JsonNode schema) {
    JsonNode items = schema.path("items");
    return items.has("properties")
        ? "a list of mappings with the keys " + keys(items)
        : "a list" + minimumItems(schema.path("minItems").asInt(0)) + ", each " + describe(items);
  }

  private static String minimumItems(int values) {
    return switch (values) {
      case 0 -> "";
      case 1 -> " of one value or more";
      default -> " of " + values + " values or more";
    };
  }

  static String keys(JsonNode schema) {
    return String.join(", ", schema.path("properties").propertyNames());
  }

  private static String range(JsonNode schema) {
    String most = schema.path("maximum").asString("");
    String under = schema.path("exclusiveMaximum").asString("");
    String least = schema.path("minimum").asString("");
    String above = schema.path("exclusiveMinimum").asString("");
    if (least.isEmpty() && above.isEmpty()) {
      return "";
    }
    String from = least.isEmpty() ? " above " + above : " from " + least;
    if (!under.isEmpty()) {
      return from + " to under " + under;
    }
    return most.isEmpty() ? from : from + (least.isEmpty() ? " up to " : " to ") + most;
  }
}
