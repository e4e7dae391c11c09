package org.medchain.experiments.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.medchain.comparison.config.ExperimentConfig;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A network of regions that a config names: one of the project's, or a file (CMP-62, decision
 * 0222). Its values stand in place of the name, so that they are hashed and shown.
 */
final class NetworkFile {
  /** Where a config, or an axis of it, may name one. */
  private static final String KEY = "network.regions";

  private static final String POINTER = "/network/regions";

  /** Those in {@code experiments/configs/networks}. */
  private static final List<String> OWN = List.of("metro", "nation", "continents");

  private static final String EXPECTED = "allowed: metro, nation, continents, or a file's name";

  /** A config around the values of a file, so that they are checked as those of a config are. */
  private static final String AROUND =
      "{\"name\": \"x\", \"protocols\": [\"pbft\"], \"nodes\": [4], \"network\": {}}";

  private NetworkFile() {}

  /**
   * A key's value, with the network's values where it names one.
   *
   * @param path of the key
   */
  static JsonNode resolved(ConfigTree tree, String pointer, String path, JsonNode value) {
    if (path.equals(KEY) && value.isString() && !value.asString().isBlank()) {
      return read(tree, pointer, value.asString()).orElse(value);
    }
    if (path.equals("network") && value instanceof ObjectNode network && network.has("regions")) {
      String within = ConfigPointer.child(pointer, "regions");
      network.set("regions", resolved(tree, within, KEY, network.get("regions")));
    }
    return value;
  }

  /** Empty, and the tree told, where there is no such network or it has problems. */
  private static Optional<JsonNode> read(ConfigTree tree, String pointer, String name) {
    try {
      if (OWN.contains(name)) {
        String resource = "/networks/" + name + ".yaml";
        String text = SchemaText.of(NetworkFile.class, resource);
        return checked(tree, YamlComposer.compose(resource, text));
      }
      Optional<Path> file = tree.sibling(pointer, name);
      return file.isPresent()
          ? checked(tree, YamlKind.NETWORK.compose(file.get()))
          : Optional.empty();
    } catch (UserInputException e) {
      tree.addProblem(pointer, KEY + ": " + e.lines().getFirst(), EXPECTED);
      return Optional.empty();
    }
  }

  private static Optional<JsonNode> checked(ConfigTree tree, ConfigTree file) {
    ConfigTree config = file;
    if (file.isValid()) {
      config = around(file);
      ConfigSchema.experiment().check(config);
    }
    Optional<ExperimentConfig> bound =
        config.isValid() ? RecordBinder.bind(config) : Optional.empty();
    if (bound.isEmpty()) {
      tree.addOtherFileErrors(config.lines());
    }
    return bound.flatMap(each -> each.network().regions()).map(RecordTree::of);
  }

  private static ConfigTree around(ConfigTree file) {
    ConfigTree config = file.copy();
    ObjectNode root = (ObjectNode) JsonMapper.shared().readTree(AROUND);
    ((ObjectNode) root.get("network")).set("regions", file.root());
    config.root(root);
    file.copyLocations(ConfigPointer.ROOT, config, POINTER);
    if (!file.root().isObject()) {
      config.addProblem(POINTER, "this is no network of regions", "a mapping is wanted");
    }
    return config;
  }
}
