package org.medchain.experiments.config;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.medchain.launcher.SpellingSuggestion;
import tools.jackson.databind.JsonNode;

/**
 * One error of the schema validator, in the words of the config.
 *
 * @param pointer to the value that it is about
 * @param value the value
 */
record SchemaViolation(
    ConfigSchema configSchema, ConfigTree tree, Error error, String pointer, JsonNode value) {
  SchemaViolation(ConfigSchema published, ConfigTree tree, Error error) {
    this(published, tree, error, pointer(error.getInstanceLocation()), error.getInstanceNode());
  }

  /** Reports it to the tree. */
  void report() {
    switch (error.getKeyword()) {
      case "additionalProperties" -> unknownKey();
      case "required" -> missingKey();
      case "uniqueItems" -> repeatedItem();
      case "minItems", "minProperties", "maxProperties" ->
          tree.addProblem(pointer, name() + " " + size(), allowed());
      default -> tree.addProblem(pointer, name() + " " + foundText(), allowed());
    }
  }

  private String size() {
    String each = value.isObject() ? " key" : " value";
    return switch (value.size()) {
      case 0 -> value.isObject() ? "has no keys" : "is an empty list";
      case 1 -> "has 1" + each;
      default -> "has " + value.size() + each + "s";
    };
  }

  private void unknownKey() {
    String key = error.getProperty();
    String where = pointer.isEmpty() ? "" : " in " + ConfigPointer.toText(pointer);
    String hint =
        SpellingSuggestion.nearest(key, schema().path("properties").propertyNames())
            .map(found -> " (did you mean " + QuotedText.quote(found) + "?)")
            .orElse("");
    tree.addProblem(
        ConfigPointer.child(pointer, key),
        "unknown key " + QuotedText.quote(key) + where + hint,
        "allowed: " + SchemaDescription.keys(schema()));
  }

  private void missingKey() {
    String key = error.getProperty();
    String child = ConfigPointer.child(pointer, key);
    JsonNode schema = configSchema.property(child);
    tree.addProblem(
        child,
        "the key " + QuotedText.quote(ConfigPointer.toText(child)) + " is missing",
        "it is required: " + SchemaDescription.describe(schema));
  }

  /** At the line of the second of two equal items, where the list is an upright one. */
  private void repeatedItem() {
    List<JsonNode> seen = new ArrayList<>();
    for (int i = 0; i < value.size(); i++) {
      JsonNode item = value.get(i);
      if (seen.stream().anyMatch(earlier -> areEqual(earlier, item))) {
        String child = ConfigPointer.child(pointer, Integer.toString(i));
        String wrong =
            "%s names %s twice"
                .formatted(ConfigPointer.toText(pointer), QuotedText.escape(item.asString()));
        tree.addProblem(child, wrong, "each value may stand once");
      }
      seen.add(item);
    }
  }

  private static boolean areEqual(JsonNode a, JsonNode b) {
    boolean numbers = a.isNumber() && b.isNumber();
    return numbers ? a.doubleValue() == b.doubleValue() : a.equals(b);
  }

  private String name() {
    return pointer.isEmpty() ? "the config" : ConfigPointer.toText(pointer);
  }

  private String foundText() {
    return switch (value.getNodeType()) {
      case NULL -> "has no value";
      case ARRAY -> "is a list";
      case OBJECT -> "is a mapping";
      case STRING -> "is " + QuotedText.quote(value.asString());
      default -> "is " + QuotedText.escape(tree.writtenText(pointer));
    };
  }

  private String allowed() {
    return "allowed: " + SchemaDescription.describe(schema());
  }

  /** The subschema whose keyword complained. */
  private JsonNode schema() {
    String fragment = error.getSchemaLocation().getFragment().toString();
    String keyword = "/" + error.getKeyword();
    return configSchema.at(
        fragment.endsWith(keyword)
            ? fragment.substring(0, fragment.length() - keyword.length())
            : fragment);
  }

  private static String pointer(NodePath path) {
    return IntStream.range(0, path.getNameCount())
        .mapToObj(i -> "/" + path.getElement(i))
        .collect(Collectors.joining());
  }
}
