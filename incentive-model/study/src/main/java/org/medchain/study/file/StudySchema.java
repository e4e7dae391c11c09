package org.medchain.study.file;

import java.util.List;
import java.util.Map;
import org.medchain.experiments.config.ConfigSchema;
import org.medchain.experiments.config.SchemaText;
import org.medchain.experiments.config.YamlKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The published JSON schema of study files ({@code incentive-model/games/schema.json}, GAME-18). It
 * is the only place that knows the defaults: what {@code medchain game schema} prints is what runs.
 */
public final class StudySchema {
  private static final String TEXT = SchemaText.of(StudySchema.class, "/games/schema.json");
  private static final ConfigSchema PUBLISHED = ConfigSchema.of(YamlKind.STUDY, TEXT);

  private StudySchema() {}

  /** The schema as published. */
  public static String text() {
    return TEXT;
  }

  static ConfigSchema published() {
    return PUBLISHED;
  }

  /** A file's values with the schema's default where the file has no value. */
  static JsonNode withDefaults(JsonNode given) {
    return withDefaults(given, PUBLISHED.root());
  }

  private static JsonNode withDefaults(JsonNode given, JsonNode schema) {
    if (given.isObject()) {
      ObjectNode all = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> each : schema.path("properties").properties()) {
        JsonNode property = each.getValue();
        JsonNode value = given.optional(each.getKey()).orElse(property.get("default"));
        if (value != null) {
          all.set(each.getKey(), withDefaults(value, property));
        }
      }
      // Keys of the file's own choice, such as the names of parameters.
      given.properties().forEach(each -> all.putIfAbsent(each.getKey(), each.getValue()));
      return all;
    }
    if (given.isArray() && schema.has("items")) {
      ArrayNode all = JsonNodeFactory.instance.arrayNode();
      given.forEach(item -> all.add(withDefaults(item, schema.get("items"))));
      return all;
    }
    return given;
  }

  /**
   * A file's values with the number in place of each fraction, such as 1/9, where the schema
   * requires a number (GAME-23). Where it leaves the form open, as for payoffs, fractions stay and
   * are taken exactly.
   */
  static JsonNode withDecimals(JsonNode given) {
    return withDecimals(given, PUBLISHED.root());
  }

  private static JsonNode withDecimals(JsonNode given, JsonNode schema) {
    if (given.isObject()) {
      ObjectNode all = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> entry : given.properties()) {
        JsonNode named = schema.path("properties").path(entry.getKey());
        JsonNode inside = named.isMissingNode() ? schema.path("additionalProperties") : named;
        all.set(entry.getKey(), withDecimals(entry.getValue(), inside));
      }
      return all;
    }
    if (given.isArray()) {
      ArrayNode all = JsonNodeFactory.instance.arrayNode();
      given.forEach(item -> all.add(withDecimals(item, schema.path("items"))));
      return all;
    }
    boolean number = List.of("number", "integer").contains(schema.path("type").asString(""));
    return number && given.isString() ? RationalNumber.decimal(given) : given;
  }
}
