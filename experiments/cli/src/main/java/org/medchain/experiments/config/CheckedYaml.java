package org.medchain.experiments.config;

import java.nio.file.Path;
import tools.jackson.databind.JsonNode;

/**
 * A YAML file that a schema has accepted, and that still knows its lines: what a later check finds
 * wrong is reported at its own line too (EXP-4).
 */
public final class CheckedYaml {
  private final ConfigTree tree;

  private CheckedYaml(ConfigTree tree) {
    this.tree = tree;
  }

  /**
   * Reads and checks a file.
   *
   * @throws Refusal with a line for each problem that the file has
   */
  public static CheckedYaml read(Path file, ConfigSchema schema) throws Refusal {
    ConfigTree tree = YamlComposer.compose(file.toString(), ConfigText.read(file));
    if (!tree.broken()) {
      schema.check(tree);
    }
    if (!tree.sound()) {
      throw new Refusal(tree.lines());
    }
    return new CheckedYaml(tree);
  }

  /** The values as they stand in the file, without defaults. */
  public JsonNode root() {
    return tree.root();
  }

  /**
   * What to tell the user of a value that only a later check could find wrong.
   *
   * @param pointer to the value, as in {@code /evolve/starts/0}; to what is around it, where it is
   *     missing
   * @param wrong what is wrong there
   * @param allowed what would be right; empty where {@code wrong} says it already
   */
  public Refusal refusal(String pointer, String wrong, String allowed) {
    return new Refusal(new Problem(tree.place(pointer), wrong, allowed).line());
  }
}
