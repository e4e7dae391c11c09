package org.medchain.experiments.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.config.ExperimentConfig;
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
  private final SettledPoints settled;
  private final ObjectNode effective;
  private final String hash;

  private LoadedConfig(SettledPoints settled) throws UserInputException {
    this.settled = settled;
    this.effective = settled.effective();
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

  /**
   * Reads, checks and binds a file, and checks the files that it names.
   *
   * @param replaced overrides of the file's values
   * @param surroundings checks what cannot be seen in the file alone, such as the data set and
   *     whether the host can do it, of a config in which wrong keys may have their defaults; throws
   *     {@link IllegalArgumentException} with a line for each problem, beginning with the key
   * @throws UserInputException with a line for each problem
   */
  public static LoadedConfig read(
      Path file, ConfigOverrides replaced, Consumer<ExperimentConfig> surroundings)
      throws UserInputException {
    ConfigTree tree = YamlKind.EXPERIMENT.compose(file);
    // After a syntax error, missing keys are not reported.
    if (tree.broken()) {
      throw new UserInputException(tree.lines());
    }
    if (tree.root().isObject()) {
      override(tree, replaced);
      CalibrationFile.fillDefaults(tree);
    }
    return new LoadedConfig(SettledPoints.of(tree, replaced, surroundings));
  }

  /**
   * A config as in a manifest.
   *
   * @throws UserInputException where other code wrote it, whose keys this one does not know
   */
  public static LoadedConfig told(JsonNode effective) throws UserInputException {
    ConfigTree tree = new ConfigTree("config");
    tree.root(effective.deepCopy());
    tree.writtenTexts(ConfigPointer.ROOT, effective);
    return new LoadedConfig(SettledPoints.of(tree, ConfigOverrides.NONE, config -> {}));
  }

  private static void override(ConfigTree tree, ConfigOverrides replaced) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    replaced.name().ifPresent(n -> tree.overrideAt("name", nodes.stringNode(n), "--name"));
    replaced.seed().ifPresent(s -> tree.overrideAt("seed", nodes.numberNode(s), "--seed"));
    replaced.host().ifPresent(h -> tree.overrideAt("host", nodes.stringNode(h), "host"));
    replaced
        .calibration()
        .ifPresent(
            c ->
                tree.overrideAt(
                    CalibrationFile.KEY,
                    nodes.stringNode(c.toAbsolutePath().toString()),
                    "--calibration"));
    replaced
        .values()
        .forEach((path, text) -> tree.overrideAt(path, YamlComposer.value(text), "--set " + path));
  }

  /** What is to be run; where the config has axes, at their first point. */
  public ExperimentConfig experiment() {
    return settled.first();
  }

  /** The config's own axes, those that step together in one, with the number of their values. */
  public Map<String, Integer> axes() {
    return settled.axes().sizes();
  }

  /** A line for each point of the axes that cannot be, and each axis that a protocol has not. */
  public List<String> notRun() {
    return settled.notRun();
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
    return settled.grid();
  }
}
