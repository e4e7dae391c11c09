package org.medchain.study.file;

import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    return mapped(given, PUBLISHED.root(), true);
  }

  /**
   * A file's values with the number in place of each fraction, such as 1/9, where the schema
   * requires a number (GAME-23). Where it leaves the form open, as for payoffs, fractions stay and
   * are taken exactly.
   */
  static JsonNode withDecimals(JsonNode given) {
    return mapped(given, PUBLISHED.root(), false);
  }

  private static JsonNode mapped(JsonNode given, JsonNode schema, boolean defaults) {
    if (given.isObject()) {
      ObjectNode all = JsonNodeFactory.instance.objectNode();
      for (Map.Entry<String, JsonNode> each : schema.path("properties").properties()) {
        Optional<JsonNode> value =
            given
                .optional(each.getKey())
                .or(() -> each.getValue().optional("default").filter(any -> defaults));
        value.ifPresent(it -> all.set(each.getKey(), mapped(it, each.getValue(), defaults)));
      }
      // Keys of the file's own choice, such as the names of parameters.
      for (Map.Entry<String, JsonNode> each : given.properties()) {
        JsonNode inside = schema.path("additionalProperties");
        all.putIfAbsent(each.getKey(), mapped(each.getValue(), inside, defaults));
      }
      return all;
    }
    if (given.isArray()) {
      ArrayNode all = JsonNodeFactory.instance.arrayNode();
      given.forEach(item -> all.add(mapped(item, schema.path("items"), defaults)));
      return all;
    }
    boolean number = List.of("number", "integer").contains(schema.path("type").asString(""));
    return number && given.isString() ? RationalNumber.decimal(given) : given;
  }
}
