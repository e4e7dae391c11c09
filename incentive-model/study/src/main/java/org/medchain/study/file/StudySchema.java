package org.medchain.study.file;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.medchain.experiments.config.ConfigSchema;
import org.medchain.experiments.config.YamlKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The published JSON schema of study files ({@code incentive-model/games/schema.json}, GAME-18). It
 * is the only place that knows the defaults: what {@code medchain game schema} prints is what runs.
 */
public final class StudySchema {
  private static final String TEXT = read();
  private static final JsonNode ROOT = JsonMapper.shared().readTree(TEXT);
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
    return withDefaults(given, ROOT);
  }

  private static JsonNode withDefaults(JsonNode given, JsonNode schema) {
    if (schema.has("$ref")) {
      return withDefaults(given, referred(schema));
    }
    if (given.isObject()) {
      ObjectNode all = JsonNodeFactory.instance.objectNode();
      for (String key : schema.path("properties").propertyNames()) {
        JsonNode property = referred(schema.get("properties").get(key));
        if (given.has(key)) {
          all.set(key, withDefaults(given.get(key), property));
        } else if (property.has("default")) {
          all.set(key, withDefaults(property.get("default"), property));
        }
      }
      // Keys of the file's own choice, such as the names of parameters.
      given.properties().stream()
          .filter(entry -> !all.has(entry.getKey()))
          .forEach(entry -> all.set(entry.getKey(), entry.getValue()));
      return all;
    }
    if (given.isArray() && schema.has("items")) {
      ArrayNode all = JsonNodeFactory.instance.arrayNode();
      given.forEach(item -> all.add(withDefaults(item, schema.get("items"))));
      return all;
    }
    return given;
  }

  /** The part of the schema that another part refers to, or that part itself. */
  private static JsonNode referred(JsonNode schema) {
    return schema.has("$ref") ? ROOT.at(schema.get("$ref").asString().substring(1)) : schema;
  }

  /**
   * A file's values with the number in place of each fraction, such as 1/9, where the schema
   * requires a number (GAME-23). Where it leaves the form open, as for payoffs, fractions stay and
   * are taken exactly.
   */
  static JsonNode withDecimals(JsonNode given) {
    return withDecimals(given, ROOT);
  }

  private static JsonNode withDecimals(JsonNode given, JsonNode schema) {
    if (schema.has("$ref")) {
      return withDecimals(given, referred(schema));
    }
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

  private static String read() {
    try (InputStream in = StudySchema.class.getResourceAsStream("/games/schema.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
