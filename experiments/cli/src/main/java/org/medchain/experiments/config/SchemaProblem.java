package org.medchain.experiments.config;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** One error of the schema validator, in the words of whoever wrote the config. */
final class SchemaProblem {
  private final ConfigSchema published;
  private final ConfigTree tree;
  private final Error error;
  private final String pointer;
  private final JsonNode value;

  SchemaProblem(ConfigSchema published, ConfigTree tree, Error error) {
    this.published = published;
    this.tree = tree;
    this.error = error;
    this.pointer = pointer(error.getInstanceLocation());
    this.value = error.getInstanceNode();
  }

  /** Tells the tree. */
  void note() {
    switch (error.getKeyword()) {
      case "additionalProperties" -> unknownKey();
      case "required" -> missingKey();
      case "uniqueItems" -> repeatedItem();
      case "minItems" -> tree.problem(pointer, name() + " " + few(), allowed());
      default -> tree.problem(pointer, name() + " " + is(), allowed());
    }
  }

  private String few() {
    return switch (value.size()) {
      case 0 -> "is an empty list";
      case 1 -> "has 1 value";
      default -> "has " + value.size() + " values";
    };
  }

  private void unknownKey() {
    String key = error.getProperty();
    String where = pointer.isEmpty() ? "" : " in " + Pointer.words(pointer);
    Optional<String> meant = Spelling.nearest(key, keysHere());
    // What was meant is written there, only not so that it can be judged.
    meant.ifPresent(found -> tree.leftOut(Pointer.child(pointer, found)));
    String hint =
        meant
            .or(() -> belongsHere(key) ? Optional.empty() : elsewhere(key))
            .map(found -> " (did you mean " + Quoted.text(found) + "?)")
            .orElse("");
    tree.problem(
        Pointer.child(pointer, key),
        "unknown key " + Quoted.text(key) + where + hint,
        "allowed: " + Allowed.keys(schema()));
  }

  private List<String> keysHere() {
    return new ArrayList<>(schema().path("properties").propertyNames());
  }

  /** A key that this mapping has in another case, such as another distribution. */
  private boolean belongsHere(String key) {
    return published.property(pointer).path("properties").has(key);
  }

  /** A key that exists, but in another part of the config. */
  private Optional<String> elsewhere(String key) {
    List<String> found = new ArrayList<>();
    search(published.root(), "", key, found);
    return found.stream().findFirst();
  }

  private static void search(JsonNode schema, String path, String key, List<String> found) {
    for (String name : schema.path("properties").propertyNames()) {
      if (name.equals(key)) {
        found.add(path + name);
      }
      search(schema.get("properties").get(name), path + name + ".", key, found);
    }
  }

  private void missingKey() {
    String key = error.getProperty();
    String child = Pointer.child(pointer, key);
    JsonNode schema = published.property(child);
    tree.problem(
        child,
        "the key " + Quoted.text(Pointer.words(child)) + " is missing",
        "it is required: " + Allowed.words(schema));
  }

  /** At the line of the second of two equal items, where the list is an upright one. */
  private void repeatedItem() {
    List<JsonNode> seen = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      JsonNode item = value.get(i);
      if (seen.stream().anyMatch(earlier -> same(earlier, item))) {
        String child = Pointer.child(pointer, Integer.toString(i));
        String wrong =
            Pointer.words(pointer) + " names " + Quoted.plain(item.asString()) + " twice";
        tree.problem(child, wrong, "each value may stand once");
      }
      seen.add(item);
    }
  }

  private static boolean same(JsonNode a, JsonNode b) {
    boolean numbers = a.isNumber() && b.isNumber();
    return numbers ? a.doubleValue() == b.doubleValue() : a.equals(b);
  }

  private String name() {
    return pointer.isEmpty() ? "the config" : Pointer.words(pointer);
  }

  private String is() {
    return switch (value.getNodeType()) {
      case NULL -> "has no value";
      case ARRAY -> "is a list";
      case OBJECT -> "is a mapping";
      case STRING -> "is " + Quoted.text(value.asString());
      default -> "is " + Quoted.plain(tree.source(pointer));
    };
  }

  private String allowed() {
    return "allowed: " + Allowed.words(schema());
  }

  /** The subschema whose keyword complained. */
  private JsonNode schema() {
    String fragment = error.getSchemaLocation().getFragment().toString();
    String keyword = "/" + error.getKeyword();
    return published.at(
        fragment.endsWith(keyword)
            ? fragment.substring(0, fragment.length() - keyword.length())
            : fragment);
  }

  private static String pointer(NodePath path) {
    StringBuilder pointer = new StringBuilder();
    for (int i = 0; i < path.getNameCount(); i++) {
      pointer.append('/').append(path.getElement(i));
    }
    return pointer.toString();
  }
}
