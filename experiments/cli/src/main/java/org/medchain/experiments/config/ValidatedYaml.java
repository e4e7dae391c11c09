package org.medchain.experiments.config;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/**
 * A YAML file that a schema has accepted, and that still knows its lines: a later check reports its
 * problems at their own lines too (EXP-4).
 */
public final class ValidatedYaml {
  private final ConfigTree tree;

  private ValidatedYaml(ConfigTree tree) {
    this.tree = tree;
  }

  /**
   * Reads and checks a file.
   *
   * @throws UserInputException with a line for each problem that the file has
   */
  public static ValidatedYaml read(Path file, ConfigSchema schema) throws UserInputException {
    return read(file, schema, values -> values);
  }

  /**
   * Reads and checks a file some of whose values have a form of their own.
   *
   * @param meaning the values that those of the file stand for, in the same places
   * @throws UserInputException with a line for each problem that the file has
   */
  public static ValidatedYaml read(Path file, ConfigSchema schema, UnaryOperator<JsonNode> meaning)
      throws UserInputException {
    ConfigTree tree = schema.kind().compose(file);
    if (!tree.broken()) {
      tree.root(meaning.apply(tree.root()));
      schema.check(tree);
    }
    if (!tree.isValid()) {
      throw new UserInputException(tree.lines());
    }
    return new ValidatedYaml(tree);
  }

  /** The values of the file, without defaults. */
  public JsonNode root() {
    return tree.root();
  }

  /**
   * The message for a value that only a later check can refuse.
   *
   * @param pointer to the value, as in {@code /evolve/starts/0}; to what is around it, where it is
   *     missing
   * @param wrong the error
   * @param allowed the allowed values; empty where the error names them
   */
  public UserInputException errorAt(String pointer, String wrong, String allowed) {
    return new UserInputException(new ConfigProblem(tree.location(pointer), wrong, allowed).line());
  }
}
