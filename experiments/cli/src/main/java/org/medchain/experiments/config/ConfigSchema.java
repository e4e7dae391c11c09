package org.medchain.experiments.config;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A published JSON schema of YAML files, such as {@code experiments/configs/schema.json} (EXP-5),
 * and its check of a tree.
 */
public final class ConfigSchema {
  private static final ConfigSchema EXPERIMENT =
      of(YamlKind.EXPERIMENT, SchemaText.of(ConfigSchema.class, "/schema.json"));

  private final YamlKind kind;
  private final String text;
  private final JsonNode root;
  private final Schema schema;

  private ConfigSchema(YamlKind kind, String text) {
    this.kind = kind;
    this.text = text;
    this.root = inlined(JsonMapper.shared().readTree(text));
    this.schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(text, InputFormat.JSON);
  }

  /** That of experiments. */
  public static ConfigSchema experiment() {
    return EXPERIMENT;
  }

  /** Another one, whose references lead to places of its own. */
  public static ConfigSchema of(YamlKind kind, String text) {
    return new ConfigSchema(kind, text);
  }

  /** The kind of the files that it is about. */
  YamlKind kind() {
    return kind;
  }

  /** The schema as published. */
  public String text() {
    return text;
  }

  /** Notes in the tree all that the schema forbids, one problem a value. */
  void check(ConfigTree tree) {
    List<Error> errors = new ArrayList<>(schema.validate(tree.root()));
    // Of several errors with one value the type is the one that explains the others.
    errors.sort(Comparator.comparingInt(error -> error.getKeyword().equals("type") ? 0 : 1));
    for (Error error : errors) {
      new SchemaViolation(this, tree, error).report();
    }
  }

  /** Whether a config may hold a value there; items of lists are named by the list. */
  public boolean allows(String pointer) {
    return !pointer.isEmpty() && !property(pointer).isMissingNode();
  }

  /** What a key of an experiment means, by its path; empty where there is no such key. */
  public static String meaning(String path) {
    return EXPERIMENT.property("/" + path.replace('.', '/')).path("description").asString("");
  }

  JsonNode root() {
    return root;
  }

  /** The subschema at a schema location's fragment. */
  JsonNode at(String fragment) {
    return root.at(JsonPointer.compile(fragment));
  }

  /** The subschema of a config's value; missing where no such key exists. */
  JsonNode property(String pointer) {
    JsonNode here = root;
    for (String step : ConfigPointer.segments(pointer)) {
      here = here.has("items") ? here.get("items") : here.path("properties").path(step);
    }
    return here;
  }

  /** The whole with each reference replaced by its target, so that a walk has no references. */
  private static JsonNode inlined(JsonNode whole) {
    return inlined(whole, whole);
  }

  private static JsonNode inlined(JsonNode node, JsonNode whole) {
    if (node.isArray()) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      node.forEach(item -> copy.add(inlined(item, whole)));
      return copy;
    }
    if (!node.isObject()) {
      return node;
    }
    ObjectNode copy = JsonNodeFactory.instance.objectNode();
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      if (entry.getKey().equals("$ref")) {
        JsonNode target = whole.at(entry.getValue().asString().substring(1));
        copy.setAll((ObjectNode) inlined(target, whole));
      } else {
        copy.set(entry.getKey(), inlined(entry.getValue(), whole));
      }
    }
    return copy;
  }
}
