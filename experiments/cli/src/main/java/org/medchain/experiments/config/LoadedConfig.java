package org.medchain.experiments.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialGrid;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.LoadKind;
import org.medchain.comparison.config.WorkloadConfig;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;
import tools.jackson.dataformat.yaml.util.StringQuotingChecker;

/** A config that has been read and checked, with its canonical form. */
public final class LoadedConfig {
  /** More trials than this are a slip in the config, not an experiment. */
  static final long TRIALS_MAX = 100_000;

  /** More requests a trial than this would not fit into memory. */
  static final double REQUESTS_MAX = 5e6;

  private final ExperimentConfig experiment;
  private final ObjectNode effective;
  private final String hash;

  private LoadedConfig(ExperimentConfig experiment) {
    this.experiment = experiment;
    this.effective = RecordTree.of(experiment);
    this.hash =
        Sha256.hex(
            JsonMapper.shared().writeValueAsString(effective).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Reads, checks and binds a file.
   *
   * @param replaced overrides of the file's values
   * @throws UserInputException with a line for each problem that the file has
   */
  public static LoadedConfig read(Path file, ConfigOverrides replaced) throws UserInputException {
    return read(file, replaced, config -> {});
  }

  /** What cannot be seen in the file alone: the data set, and whether the host can do it. */
  @FunctionalInterface
  public interface ConfigEnvironment {
    /**
     * Checks a config, of which some keys may have their defaults because they are wrong.
     *
     * @throws IllegalArgumentException whose message has a line for each problem, beginning with
     *     the key
     */
    void check(ExperimentConfig config);
  }

  /**
   * Reads, checks and binds a file, and checks the files that it names.
   *
   * @param replaced overrides of the file's values
   * @throws UserInputException with a line for each problem
   */
  public static LoadedConfig read(
      Path file, ConfigOverrides replaced, ConfigEnvironment surroundings)
      throws UserInputException {
    ConfigTree tree = YamlKind.EXPERIMENT.compose(file);
    // After a syntax error, missing keys are not reported.
    if (tree.broken()) {
      throw new UserInputException(tree.lines());
    }
    if (tree.root().isObject()) {
      override(tree, replaced);
      CalibrationFile.fillDefaults(tree, file);
    }
    ConfigSchema.experiment().check(tree);
    ExperimentConfig experiment = RecordBinder.bind(tree);
    if (tree.root().isObject()) {
      checkSize(tree, experiment);
      check(tree, experiment, surroundings);
    }
    if (!tree.isValid()) {
      throw new UserInputException(tree.lines());
    }
    return new LoadedConfig(experiment);
  }

  /**
   * A config as in a manifest.
   *
   * @throws UserInputException where other code wrote it, whose keys this one does not know
   */
  public static ExperimentConfig told(JsonNode effective) throws UserInputException {
    // JSON is YAML, so that one reader does for both.
    String text = JsonMapper.shared().writeValueAsString(effective);
    ConfigTree tree = YamlComposer.compose("config", text);
    if (tree.broken()) {
      throw new UserInputException(tree.lines());
    }
    ConfigSchema.experiment().check(tree);
    ExperimentConfig experiment = RecordBinder.bind(tree);
    if (!tree.isValid()) {
      throw new UserInputException(tree.lines());
    }
    return experiment;
  }

  private static void check(
      ConfigTree tree, ExperimentConfig config, ConfigEnvironment surroundings) {
    try {
      // Whether links reach all nodes is seen where the graph is made (CMP-57).
      config.nodes().forEach(nodes -> TrialCell.neighbours(config, nodes));
      surroundings.check(config);
    } catch (IllegalArgumentException e) {
      String.valueOf(e.getMessage()).lines().forEach(line -> RecordBinder.addComplaint(tree, line));
    }
  }

  private static void override(ConfigTree tree, ConfigOverrides replaced) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    replaced.name().ifPresent(n -> tree.override("name", nodes.stringNode(n), "--name"));
    replaced.seed().ifPresent(s -> tree.override("seed", nodes.numberNode(s), "--seed"));
    replaced.host().ifPresent(h -> tree.override("host", nodes.stringNode(h), "host"));
    replaced
        .calibration()
        .ifPresent(
            c ->
                tree.override(
                    CalibrationFile.KEY,
                    nodes.stringNode(c.toAbsolutePath().toString()),
                    "--calibration"));
    replaced
        .values()
        .forEach((path, text) -> tree.overrideAt(path, value(path, text), "--set " + path));
  }

  /** A value as it would stand in a file; what is no YAML is text. */
  private static JsonNode value(String path, String text) {
    ConfigTree read = YamlComposer.compose("--set " + path, "value: " + text);
    return read.broken() || !read.root().has("value")
        ? JsonNodeFactory.instance.stringNode(text)
        : read.root().get("value");
  }

  /** What is to be run. */
  public ExperimentConfig experiment() {
    return experiment;
  }

  /** The same as a tree, with all defaults written out and the keys in the records' order. */
  public ObjectNode effective() {
    return effective.deepCopy();
  }

  /** The same as YAML, which is a config itself. */
  public String yaml() {
    return YAMLMapper.builder(
            YAMLFactory.builder().stringQuotingChecker(new ReadBackQuoting()).build())
        .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
        .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
        .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
        .build()
        .writeValueAsString(effective);
  }

  /** Quotes what would be read as another value than text, as 0722e25, a number, or 0x1F. */
  private static final class ReadBackQuoting extends StringQuotingChecker.Default {
    private static final long serialVersionUID = 1;

    @Override
    public boolean needToQuoteValue(String text) {
      return super.needToQuoteValue(text) || !YamlScalar.of(text).isString();
    }
  }

  /**
   * SHA-256 of the canonical form, as 64 hexadecimal digits; comments, spacing, the order of keys
   * and defaults written or left out do not change it (EXP-7).
   */
  public String hash() {
    return hash;
  }

  /** The trials, in the grid's order. */
  public List<TrialCell> grid() {
    return TrialGrid.of(experiment);
  }

  private static void checkSize(ConfigTree tree, ExperimentConfig config) {
    long trials = config.repeats();
    int shares = config.finality().attackerShare().size();
    for (int length :
        List.of(
            config.protocols().size(),
            config.nodes().size(),
            config.faults().size(),
            config.faultRates().size(),
            Math.max(1, shares),
            config.finality().epsilon().size(),
            config.pow().blockIntervalS().size(),
            length(config.game().dishonest()),
            length(config.game().lazy()),
            length(config.game().rewards()),
            length(config.game().penalties()))) {
      trials *= length;
    }
    if (trials > TRIALS_MAX) {
      if (areValid(tree, "repeats", "protocols", "nodes", "faults", "fault_rates")) {
        tree.addProblem("/repeats", "this makes " + trials + " trials", "at most " + TRIALS_MAX);
      }
      return;
    }
    checkLoad(tree, config);
  }

  private static int length(Optional<? extends List<?>> axis) {
    return axis.map(List::size).orElse(1);
  }

  private static void checkLoad(ConfigTree tree, ExperimentConfig config) {
    WorkloadConfig load = config.workload();
    if (load.kind() == LoadKind.CLOSED) {
      double requests = 1.0 * load.clients() * load.outstanding();
      if (requests > REQUESTS_MAX
          && areValid(tree, "workload/kind", "workload/clients", "workload/outstanding")) {
        tree.addProblem(
            "/workload/outstanding",
            String.format(
                Locale.ROOT, "clients × outstanding makes %.0f requests in flight", requests),
            String.format(Locale.ROOT, "at most %.0f", REQUESTS_MAX));
      }
      return;
    }
    double longestS =
        TrialGrid.of(config).stream()
            .filter(cell -> cell.repeat() == 1)
            .mapToDouble(cell -> cell.timing().durationS())
            .max()
            .orElse(0);
    double requests = load.rateTps() * longestS;
    if (requests > REQUESTS_MAX
        && areValid(tree, "workload/kind", "workload/rate_tps", "workload/duration_s")) {
      tree.addProblem(
          tree.has("/workload/rate_tps") ? "/workload/rate_tps" : "/workload/duration_s",
          String.format(Locale.ROOT, "rate_tps × duration_s makes %.0f requests a trial", requests),
          String.format(Locale.ROOT, "at most %.0f", REQUESTS_MAX));
    }
  }

  private static boolean areValid(ConfigTree tree, String... keys) {
    return Arrays.stream(keys).noneMatch(key -> tree.isExcluded("/" + key));
  }
}
