package org.medchain.experiments.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * The kinds of YAML files that the project has, each known by keys that no other one has, so that a
 * command says of a file for another command what it is, instead of each of its keys that it is
 * unknown (EXP-39).
 */
public enum YamlKind {
  /** {@code experiments/configs}. */
  EXPERIMENT(
      "the config of an experiment",
      "'medchain run' takes it, or 'medchain check'",
      root -> root.has("protocols") || root.path("nodes").path(0).isNumber()),
  /** {@code incentive-model/games}. */
  STUDY(
      "a study of a game",
      "'medchain game solve', 'evolve', 'simulate' or 'analyse' takes it",
      root -> root.path("game").has("kind")),
  /** {@code experiments/faults}. */
  FAULT_TEST(
      "a test of the fault harness",
      "'medchain faults run' takes it",
      root -> root.path("workload").isString()),
  /** Written by {@code medchain calibrate}. */
  CALIBRATION(
      "a calibration",
      "a config names it with the key 'calibration'",
      root -> !root.has("name") && root.path("cpu").isObject() && root.has("network")),
  /** {@code experiments/configs/networks}. */
  NETWORK(
      "a network of regions",
      "a config names it with the key 'network.regions'",
      root -> root.has("names") && root.has("median_ms")),
  /** In the folder of a cluster. */
  NODE(
      "the config of a node",
      "'medchain node --config' takes it",
      root -> root.has("listen") && root.has("genesis")),
  /** A cluster's machines. */
  HOSTS(
      "the machines of a cluster",
      "'medchain cluster up --config' takes it",
      root -> root.has("center") && root.has("nodes")),
  /** What a patient writes of a visit. */
  VISIT(
      "a visit",
      "'medchain patient upload' takes it",
      root -> root.has("doctor") && root.has("made")),
  /** {@code paper/claims.yaml}. */
  CLAIMS(
      "the list of claims",
      "'medchain claims' reads it where it is",
      root -> root.path("claims").isArray()),
  /** {@code paper/golden/commands.yaml}. */
  GOLDEN_COMMANDS(
      "the list of commands with known output",
      "'medchain verify-artifact' reads it where it is",
      root -> root.path("commands").isArray()),
  /** The {@code manifest.json} of a result, as JSON is YAML. */
  MANIFEST(
      "the manifest of a result",
      "'medchain results --compare' takes the folder of a run",
      root -> root.has("code_hash") && root.has("command_line"));

  private final String words;
  private final String taker;
  private final Predicate<JsonNode> mark;

  YamlKind(String words, String taker, Predicate<JsonNode> mark) {
    this.words = words;
    this.taker = taker;
    this.mark = mark;
  }

  /** Whether a file's values have the keys by which this kind is known. */
  boolean fits(JsonNode root) {
    return root.isObject() && mark.test(root);
  }

  /** The kind of a file whose values these are, if it is one of the project's. */
  static Optional<YamlKind> of(JsonNode root) {
    return Arrays.stream(values()).filter(kind -> kind.fits(root)).findFirst();
  }

  /**
   * Composes a file that ought to be of this kind. Of another kind, this is its only problem.
   *
   * @throws UserInputException where there is no text to read
   */
  ConfigTree compose(Path file) throws UserInputException {
    ConfigTree tree = YamlComposer.compose(file.toString(), ConfigText.read(file));
    if (!tree.broken() && !fits(tree.root())) {
      of(tree.root())
          .ifPresent(
              other ->
                  tree.isOther(
                      "this is " + other.words + ": " + other.taker, words + " is wanted here"));
    }
    return tree;
  }
}
