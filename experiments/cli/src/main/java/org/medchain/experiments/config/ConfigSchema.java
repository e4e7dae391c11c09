package org.medchain.experiments.config;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON schema of a kind of YAML files, such as that of experiments, which {@code medchain
 * schema} prints (EXP-5), and its check of a tree.
 */
public final class ConfigSchema {
  private static final ConfigSchema EXPERIMENT =
      of(YamlKind.EXPERIMENT, SchemaText.of(ConfigSchema.class, "experiment.json"));

  private final YamlKind kind;
  private final JsonNode root;
  private final Schema schema;

  private ConfigSchema(YamlKind kind, JsonNode published) {
    this.kind = kind;
    this.root = inlined(published);
    this.schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(root);
  }

  /** That of experiments. */
  public static ConfigSchema experiment() {
    return EXPERIMENT;
  }

  /** Another one, whose references lead to places of its own. */
  public static ConfigSchema of(YamlKind kind, String text) {
    return new ConfigSchema(kind, JsonMapper.shared().readTree(text));
  }

  /** The kind of the files that it is about. */
  YamlKind kind() {
    return kind;
  }

  /** The schema as published, with each reference replaced by what it leads to. */
  public JsonNode root() {
    return root;
  }

  /** Notes in the tree all that the schema forbids, one problem a value. */
  void check(ConfigTree tree) {
    check(tree, schema.validate(tree.root()));
  }

  /** The same within some keys alone. */
  void check(ConfigTree tree, Set<String> keys) {
    check(
        tree,
        schema.validate(tree.root()).stream()
            .filter(error -> error.getInstanceLocation().getNameCount() > 0)
            .filter(error -> keys.contains(error.getInstanceLocation().getElement(0)))
            .toList());
  }

  private void check(ConfigTree tree, List<Error> found) {
    List<Error> errors = new ArrayList<>(found);
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
    return EXPERIMENT.property(ConfigPointer.of(path)).path("description").asString("");
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

  /** A reference is replaced by what it leads to, also where it has such a key of its own. */
  private static JsonNode inlined(JsonNode whole) {
    for (JsonNode each : whole.findParents("$ref")) {
      ObjectNode from = (ObjectNode) each;
      from.setAll((ObjectNode) whole.at(from.remove("$ref").asString().substring(1)));
    }
    return whole;
  }
}
