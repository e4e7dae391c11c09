package org.medchain.experiments.config;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medchain.comparison.config.HostKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A file of {@code medchain calibrate}: a part of a config, whose values are the defaults of a
 * config that names it (CMP-48, decision 0175). The values are hashed and shown, not the file's
 * name.
 */
final class CalibrationFile {
  /** Of the config, the key that names the file. */
  static final String KEY = "calibration";

  private static final Set<String> GROUPS = Set.of("network", "cpu", "disk", "machine");

  private CalibrationFile() {}

  /** Fills missing values from the calibration file, if the config names one. */
  static void fillDefaults(ConfigTree tree) {
    JsonNode named = tree.root().path(KEY);
    if (named.isString() && !named.asString().isBlank()) {
      Optional<Path> file = tree.sibling("/" + KEY, named.asString());
      if (file.isPresent()) {
        ConfigTree measured = read(tree, file.get());
        if (measured.isValid()) {
          fill(tree, measured);
        } else {
          tree.addOtherFileErrors(measured.lines());
        }
      }
    }
  }

  private static ConfigTree read(ConfigTree tree, Path file) {
    ConfigTree measured = new ConfigTree(file.toString());
    try {
      measured = YamlKind.CALIBRATION.compose(file);
    } catch (UserInputException e) {
      tree.addProblem("/" + KEY, "calibration: " + e.lines().getFirst(), "");
    }
    for (String key : measured.broken() ? Set.<String>of() : measured.root().propertyNames()) {
      if (!GROUPS.contains(key)) {
        measured.addProblem(
            ConfigPointer.child(ConfigPointer.ROOT, key),
            QuotedText.escape(key) + " is not measured",
            "allowed: network, cpu, disk and machine");
      }
    }
    return measured;
  }

  private static void fill(ConfigTree tree, ConfigTree measured) {
    if (!(tree.root() instanceof ObjectNode config)) {
      return;
    }
    // What is between real processes is no measurement's to say (CLUSTER-28).
    boolean real = config.path("host").asString("").equals(HostKind.CLUSTER.key());
    for (Map.Entry<String, JsonNode> group : measured.root().properties()) {
      if (real && group.getKey().equals("network")) {
        continue;
      }
      String pointer = ConfigPointer.child(ConfigPointer.ROOT, group.getKey());
      if (!config.has(group.getKey())) {
        config.set(group.getKey(), group.getValue());
        measured.copyLocations(pointer, tree, ConfigPointer.ROOT);
      } else if (config.get(group.getKey()) instanceof ObjectNode own && !own.has("regions")) {
        // A network of regions leaves out nothing that is measured.
        for (Map.Entry<String, JsonNode> value : group.getValue().properties()) {
          if (!own.has(value.getKey())) {
            own.set(value.getKey(), value.getValue());
            String child = ConfigPointer.child(pointer, value.getKey());
            measured.copyLocations(child, tree, ConfigPointer.ROOT);
          }
        }
      }
    }
  }
}
