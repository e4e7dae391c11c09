package org.medchain.faults.config;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.nio.file.Path;
import java.util.Map;
import org.medchain.experiments.config.ConfigSchema;
import org.medchain.experiments.config.SchemaText;
import org.medchain.experiments.config.UserInputException;
import org.medchain.experiments.config.ValidatedYaml;
import org.medchain.experiments.config.YamlKind;
import org.medchain.faults.plan.NemesisKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;

/** Configs as YAML files, checked against a published schema (FAULT-9). */
public final class HarnessConfigFile {
  private static final ConfigSchema SCHEMA = ConfigSchema.of(YamlKind.FAULT_TEST, schemaText());

  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .changeDefaultPropertyInclusion(it -> it.withValueInclusion(Include.NON_ABSENT))
          .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
          .build();

  private HarnessConfigFile() {}

  /** The schema as published. */
  public static String schemaText() {
    return SchemaText.of(HarnessConfigFile.class, "harness-schema.json")
        .replace("KIND", String.join("\", \"", NemesisKind.words()));
  }

  /**
   * Reads a config.
   *
   * @throws UserInputException with a line for each problem that the file has
   */
  public static HarnessConfig read(Path file) throws UserInputException {
    ValidatedYaml yaml = ValidatedYaml.read(file, SCHEMA);
    ObjectNode values = JSON.createObjectNode();
    for (Map.Entry<String, JsonNode> key : SCHEMA.root().path("properties").properties()) {
      if (key.getValue().has("default")) {
        values.set(key.getKey(), key.getValue().get("default"));
      }
    }
    values.setAll((ObjectNode) yaml.root());
    for (int i = 0; i < values.path("plan").size(); i++) {
      check(yaml, "/plan/" + i, values);
    }
    return JSON.treeToValue(values, HarnessConfig.class);
  }

  /** What the schema cannot say of a fault. */
  private static void check(ValidatedYaml yaml, String at, JsonNode test)
      throws UserInputException {
    JsonNode fault = test.at(at);
    NemesisKind kind = NemesisKind.of(fault.path("fault").asString("")).orElseThrow();
    double fromS = fault.path("from_s").asDouble();
    double untilS = fault.path("until_s").asDouble();
    double limitS = test.path("time_limit_s").asDouble();
    if (untilS < fromS || untilS > limitS) {
      throw yaml.errorAt(
          at + "/until_s",
          "until_s " + untilS,
          "%s to the time limit, %s".formatted(fromS, limitS));
    }
    int nodes = test.path("nodes").asInt();
    for (JsonNode node : fault.path("nodes")) {
      if (node.asInt() >= nodes) {
        throw yaml.errorAt(at + "/nodes", "node " + node.asInt(), "0 to " + (nodes - 1));
      }
    }
    if (kind.hasAmount() && !fault.has("amount")) {
      throw yaml.errorAt(at, kind.word() + " without amount", "an amount in " + kind.unit());
    }
    if (!kind.hasAmount() && fault.has("amount")) {
      throw yaml.errorAt(at + "/amount", "an amount of " + kind.word(), "none");
    }
  }

  /** A config as text that reads back as the same, with its plan written out. */
  public static String text(HarnessConfig config) {
    return YAML.writeValueAsString(config);
  }
}
