package org.medchain.experiments.config;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.medchain.comparison.GridPoint;
import org.medchain.comparison.HostedKey;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.TrialGrid;
import org.medchain.comparison.config.ConfigKeys;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.HostKind;
import org.medchain.comparison.config.ProcessesConfig;
import org.medchain.comparison.config.ProtocolKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;
import tools.jackson.dataformat.yaml.util.StringQuotingChecker;

/**
 * A config that has been read and checked, with its canonical form, and the points of its axes,
 * each checked and bound as a config of its own (CMP-58). A value that no config may have refuses
 * the whole, at the axis' own line, and so does what the data set or the machine cannot do: a grid
 * follows from its config alone. Values that only do not go together are a point that is not run,
 * and neither is a trial that is not for the config's kind of host (EXP-17).
 */
public final class LoadedConfig {
  private final ConfigTree tree;
  private final ConfigAxes axes;

  /** Checks what cannot be seen in the config alone. */
  private final Consumer<ExperimentConfig> surroundings;

  private final List<GridPoint> points = new ArrayList<>();
  private final Map<String, List<Map<String, String>>> impossible = new LinkedHashMap<>();

  /** Why trials are not for the config's host, with places. */
  private final Set<String> obstacles = new LinkedHashSet<>();

  private final ObjectNode effective;
  private final String hash;

  /** Of a config as written; without axes it is its only point. */
  private LoadedConfig(
      ConfigTree tree, ConfigOverrides replaced, Consumer<ExperimentConfig> surroundings)
      throws UserInputException {
    this.tree = tree;
    this.surroundings = surroundings;
    NetworkFile.resolved(tree, "/network", "network", tree.root().path("network"));
    axes = ConfigAxes.take(tree, replaced);
    proxyLinks(tree, axes);
    if (axes.isEmpty()) {
      check(tree, Map.of());
    } else {
      requireValid(tree);
      axes.points().forEach(this::checkAt);
    }
    requireValid(tree);
    SizeLimits.checkTrials(tree, points);
    requireValid(tree);
    if (grid().isEmpty()) {
      Set<String> reasons = points.isEmpty() ? impossible.keySet() : obstacles;
      throw new UserInputException(
          reasons.isEmpty()
              ? List.of(tree.location("/" + ConfigAxes.WHERE) + ": where leaves no cell")
              : List.copyOf(reasons));
    }
    effective = common();
    hash =
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
    return new LoadedConfig(tree, replaced, surroundings);
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
    return new LoadedConfig(tree, ConfigOverrides.NONE, config -> {});
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
    return points.getFirst().config();
  }

  /** The config's own axes, those that step together in one, with the number of their values. */
  public Map<String, Integer> axes() {
    return axes.sizes();
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

  /** Links that are an axis are described at each of its points, the default ones among them. */
  private static void proxyLinks(ConfigTree tree, ConfigAxes axes) {
    boolean onCluster = tree.root().path("host").asString("").equals(HostKind.CLUSTER.key());
    boolean unsaid = tree.root().path("processes").path("links").isMissingNode();
    if (onCluster && unsaid && axes.paths().stream().anyMatch(HostedKey::isOfNetwork)) {
      JsonNode proxied =
          JsonNodeFactory.instance.stringNode(ConfigKeys.of(ProcessesConfig.Links.PROXIED));
      tree.overrideAt("processes.links", proxied, tree.location("/" + ConfigAxes.KEY));
    }
  }

  private static void requireValid(ConfigTree tree) throws UserInputException {
    if (!tree.isValid()) {
      throw new UserInputException(tree.lines());
    }
  }

  private void checkAt(Map<String, AxisValue> point) {
    ConfigTree own = tree.copy();
    Map<String, String> texts = new LinkedHashMap<>();
    point.forEach(
        (path, value) -> {
          own.overrideAt(path, ConfigAxes.fitting(path, value.node()), value.place());
          texts.put(path, value.text());
        });
    if (check(own, texts)) {
      tree.addProblems(own);
    } else {
      impossible.computeIfAbsent(own.lines().getFirst(), key -> new ArrayList<>()).add(texts);
    }
  }

  /** Whether the values may stand together; what is wrong is noted in the tree. */
  private boolean check(ConfigTree own, Map<String, String> at) {
    ConfigSchema.experiment().check(own);
    if (!own.isValid()) {
      return true; // No config may have such a value.
    }
    Optional<ExperimentConfig> bound = RecordBinder.bind(own);
    bound.ifPresent(
        config -> {
          SizeLimits.check(own, config);
          // Whether links reach all nodes is seen where the graph is made (CMP-57).
          complaints(
              own, () -> config.nodes().forEach(nodes -> TrialCell.neighbours(config, nodes)));
        });
    if (!own.isValid()) {
      return axes.isEmpty();
    }
    ExperimentConfig config = bound.orElseThrow();
    complaints(own, () -> surroundings.accept(config));
    GridPoint point = new GridPoint(at, config);
    points.add(point);
    if (own.isValid()) {
      TrialGrid.of(List.of(point), axes::leaves).stream()
          .flatMap(cell -> HostedKey.obstacles(cell).stream())
          .distinct()
          .forEach(line -> obstacles.add(located(own, line)));
    }
    return true;
  }

  private static String located(ConfigTree own, String complaint) {
    ConfigTree places = own.copy();
    RecordBinder.addComplaint(places, complaint);
    return places.lines().getFirst();
  }

  private static void complaints(ConfigTree own, Runnable check) {
    try {
      check.run();
    } catch (IllegalArgumentException e) {
      String.valueOf(e.getMessage()).lines().forEach(line -> RecordBinder.addComplaint(own, line));
    }
  }

  /** The trials, in the grid's order. */
  public List<TrialCell> grid() {
    return TrialGrid.of(points, cell -> axes.leaves(cell) && HostedKey.obstacles(cell).isEmpty());
  }

  /**
   * A line for each reason why points or trials are not run, and for each axis that a protocol or
   * the host has not.
   */
  public List<String> notRun() {
    List<String> lines = new ArrayList<>();
    impossible.forEach((why, places) -> lines.add(common(places) + why));
    lines.addAll(obstacles);
    for (String path : axes.paths()) {
      String host = experiment().host().key() + " at each " + path + ": ";
      HostedKey.unread(experiment(), path)
          .ifPresent(why -> lines.add(host + why + ", so each cell is run once"));
    }
    List<ProtocolKind> protocols = grid().stream().map(TrialCell::protocol).distinct().toList();
    for (ProtocolKind protocol : protocols) {
      for (String path : axes.paths()) {
        if (!protocol.reads(path)) {
          lines.add(
              "%s at each %s: it has no such key, and is run once".formatted(protocol.key(), path));
        }
      }
    }
    return lines.stream().map(line -> "not run: " + line).toList();
  }

  /** What the points of a reason have in common, and how many they are. */
  private static String common(List<Map<String, String>> places) {
    String words =
        places.getFirst().entrySet().stream()
            .filter(each -> places.stream().allMatch(place -> place.entrySet().contains(each)))
            .map(each -> each.getKey() + " " + each.getValue())
            .collect(Collectors.joining(", "));
    return words + (places.size() > 1 ? " (" + places.size() + " points): " : ": ");
  }

  /**
   * The canonical form: what all points have in common, and the axes.
   *
   * @throws UserInputException where another value follows from an axis, so that there is none
   */
  private ObjectNode common() throws UserInputException {
    ObjectNode common = RecordTree.of(experiment());
    for (GridPoint point : points.subList(1, points.size())) {
      reduce(common, RecordTree.of(point.config()), "");
    }
    requireValid(tree);
    axes.writeTo(common);
    return common;
  }

  private void reduce(ObjectNode common, ObjectNode other, String prefix) {
    for (String key : List.copyOf(common.propertyNames())) {
      String path = prefix + key;
      JsonNode mine = common.get(key);
      JsonNode its = other.path(key);
      if (mine.equals(its) || axes.varies(path)) {
        continue;
      }
      if (mine instanceof ObjectNode within && its instanceof ObjectNode others) {
        reduce(within, others, path + ".");
      } else if (its.isMissingNode()) {
        // A key of one case, such as a rule, which has its default there.
        common.remove(key);
      } else {
        tree.addProblem(
            "/" + ConfigAxes.KEY,
            "%s takes values from an axis".formatted(path),
            "its own values are wanted, or its own axis");
      }
    }
  }
}
