package org.medchain.experiments.config;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.medchain.comparison.GridKey;
import org.medchain.comparison.TrialCell;
import org.medchain.comparison.config.ProtocolKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The axes that a config makes of its own keys (CMP-58): under {@code axes} a mapping from keys'
 * paths to values, all of which are crossed, or a list of such mappings, where the keys of one
 * mapping step together and the mappings are crossed; and the conditions under {@code where}.
 */
final class ConfigAxes {
  static final String KEY = "axes";
  static final String WHERE = "where";
  private static final String POINTER = "/" + KEY;

  /** Each is checked as a config of its own. */
  private static final int POINTS_MAX = 10_000;

  /** Values between two ends: digits enough for any plot, few enough to read. */
  private static final MathContext DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);

  private static final Pattern RANGE = Pattern.compile("(.+)\\.\\.(.+)/(log|steps)([0-9]+)");

  /** What concerns a run as a whole, and so is no axis of it. */
  private static final Pattern WHOLE =
      Pattern.compile(
          "name|seed|repeats(\\..*)?|host|calibration|workload(\\.(dataset|kind))?|axes|where");

  private final ConfigTree tree;
  private final List<Map<String, List<AxisValue>>> groups = new ArrayList<>();
  private final List<GridCondition> conditions = new ArrayList<>();

  private ConfigAxes(ConfigTree tree) {
    this.tree = tree;
  }

  /**
   * Takes the axes out of a tree, which is told what is wrong with them.
   *
   * @param replaced what options say: axes, and single values in place of an axis
   */
  static ConfigAxes take(ConfigTree tree, ConfigOverrides replaced) {
    ConfigAxes axes = new ConfigAxes(tree);
    if (tree.root() instanceof ObjectNode root) {
      axes.readGroups(root);
      axes.paths().forEach(axes::requireOneValue);
      ObjectNode options = JsonNodeFactory.instance.objectNode();
      replaced.values().forEach((path, text) -> axes.single(path, text, options));
      replaced.axes().forEach((path, text) -> axes.option(path, text, options));
      if (!options.isEmpty()) {
        root.set(KEY, options);
        axes.readGroups(root);
      }
      axes.readConditions(root.remove(WHERE));
    }
    return axes;
  }

  private void readGroups(ObjectNode root) {
    ConfigSchema.experiment().check(tree, Set.of(KEY, WHERE));
    JsonNode node = root.remove(KEY);
    if (node == null || tree.hasProblemWithin(POINTER)) {
      return;
    }
    if (node.isObject()) {
      node.properties().forEach(each -> addGroup(POINTER, Set.of(each)));
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      addGroup(ConfigPointer.child(POINTER, Integer.toString(i)), node.get(i).properties());
    }
  }

  /** Keys that step together: one of them may have a value twice, but all of them may not. */
  private void addGroup(String around, Set<Map.Entry<String, JsonNode>> entries) {
    Map<String, List<AxisValue>> group = new LinkedHashMap<>();
    String pointer = around;
    for (Map.Entry<String, JsonNode> each : entries) {
      String path = each.getKey();
      String own = ConfigPointer.child(around, path);
      pointer = entries.size() == 1 ? own : around;
      if (Stream.concat(paths().stream(), group.keySet().stream())
          .anyMatch(other -> isWithin(path, other) || isWithin(other, path))) {
        tree.addProblem(own, path + " is on another axis already", "a key may be one axis");
      }
      group.put(path, values(own, path, each.getValue()));
    }
    groups.add(group);
    if (tree.hasProblemWithin(pointer)) {
      return;
    }
    String words = String.join(" and ", group.keySet());
    List<String> sizes =
        group.values().stream().map(each -> Integer.toString(each.size())).distinct().toList();
    if (sizes.size() > 1) {
      tree.addProblem(
          pointer,
          "%s step together, but have %s values".formatted(words, String.join(" and ", sizes)),
          "as many for each are wanted");
      return;
    }
    Set<String> steps = new HashSet<>();
    for (Map<String, AxisValue> each : steps(group)) {
      String step =
          each.values().stream().map(AxisValue::text).collect(Collectors.joining(" and "));
      if (!steps.add(step)) {
        tree.addProblem(pointer, words + " names " + step + " twice", "each may stand once");
      }
    }
  }

  /** Whether a path is another one, or leads into it. */
  private static boolean isWithin(String path, String other) {
    return (path + ".").startsWith(other + ".");
  }

  private static int size(Map<String, List<AxisValue>> group) {
    return group.values().iterator().next().size();
  }

  private static List<Map<String, AxisValue>> steps(Map<String, List<AxisValue>> group) {
    List<Map<String, AxisValue>> steps = new ArrayList<>();
    for (int i = 0; i < size(group); i++) {
      int at = i;
      steps.add(new LinkedHashMap<>());
      group.forEach((path, values) -> steps.get(at).put(path, values.get(at)));
    }
    return steps;
  }

  /** A key whose list is an axis of every grid is not another one besides. */
  private void requireOneValue(String path) {
    if (GridKey.of(path).isPresent() && tree.root().at(ConfigPointer.of(path)).size() > 1) {
      tree.addProblem(
          ConfigPointer.of(path),
          path + " is a list here, and an axis under axes too",
          "a key may be one axis");
    }
  }

  /** A list, or the ends of one. */
  private List<AxisValue> values(String pointer, String path, JsonNode node) {
    if (WHOLE.matcher(path).matches()) {
      tree.addProblem(
          pointer, "axes has " + path + ", which is one for all trials", "allowed: any other key");
    }
    if (node.isObject()) {
      return range(pointer, path, node);
    }
    List<AxisValue> values = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      String item = ConfigPointer.child(pointer, Integer.toString(i));
      JsonNode value = NetworkFile.resolved(tree, item, path, node.get(i));
      values.add(new AxisValue(RecordTree.canonical(value), tree.location(item)));
    }
    return values;
  }

  private List<AxisValue> range(String pointer, String path, JsonNode node) {
    boolean logarithmic = node.has("log");
    int count = node.path(logarithmic ? "log" : "steps").asInt();
    double from = node.path("from").asDouble(Double.NaN);
    double to = node.path("to").asDouble(Double.NaN);
    // Written so that a missing end fails too.
    if (!(from < to) || (logarithmic && from <= 0)) {
      tree.addProblem(
          pointer,
          "%s goes from %s to %s".formatted(path, node.path("from"), node.path("to")),
          "allowed: upwards, with log from above 0");
      return List.of();
    }
    JsonNode schema = ConfigSchema.experiment().property(ConfigPointer.of(path));
    boolean whole =
        Stream.of(schema, schema.path("items"))
            .anyMatch(each -> each.path("type").toString().contains("integer"));
    MathContext digits = logarithmic ? DIGITS : MathContext.DECIMAL32;
    List<Double> numbers = new ArrayList<>(List.of(from));
    for (int i = 1; i < count - 1; i++) {
      double share = (double) i / (count - 1);
      double value =
          logarithmic ? from * StrictMath.pow(to / from, share) : from + (to - from) * share;
      // A sum or ratio beyond all numbers is the upper end, which its key refuses.
      numbers.add(new BigDecimal(Math.min(value, to)).round(digits).doubleValue());
    }
    numbers.add(to);
    return numbers.stream()
        .map(number -> RecordTree.number(whole ? Math.rint(number) : number))
        .distinct()
        .map(value -> new AxisValue(value, tree.location(pointer)))
        .toList();
  }

  /** A value that an option says, where the file has an axis. */
  private void single(String path, String text, ObjectNode options) {
    if (isAxis(path)) {
      JsonNode value = YamlComposer.value(text);
      replace(path, "--set ", JsonNodeFactory.instance.arrayNode().add(value), options);
    }
  }

  /** Values that an option says, in place of the file's axis or beside its axes. */
  private void option(String path, String text, ObjectNode options) {
    Matcher range = RANGE.matcher(text);
    String yaml =
        range.matches() ? range.replaceAll("{from: $1, to: $2, $3: $4}") : "[" + text + "]";
    replace(path, "--axis ", YamlComposer.value(yaml), options);
  }

  private void replace(String path, String option, JsonNode values, ObjectNode options) {
    groups.forEach(group -> group.remove(path));
    groups.removeIf(Map::isEmpty);
    options.set(path, values);
    String pointer = ConfigPointer.child(POINTER, path);
    tree.locate(pointer, option + path);
    tree.writtenTexts(pointer, values);
  }

  private void readConditions(JsonNode node) {
    String pointer = ConfigPointer.child(ConfigPointer.ROOT, WHERE);
    if (node == null || tree.hasProblemWithin(pointer)) {
      return;
    }
    for (int i = 0; i < (node.isArray() ? node.size() : 1); i++) {
      String item = node.isArray() ? ConfigPointer.child(pointer, Integer.toString(i)) : pointer;
      String text = (node.isArray() ? node.get(i) : node).asString();
      Optional<GridCondition> read = GridCondition.of(text);
      read.ifPresentOrElse(
          conditions::add,
          () ->
              tree.addProblem(
                  item, QuotedText.quote(text) + " is no condition", GridCondition.FORM));
      read.flatMap(each -> each.fault(this::isAxis))
          .filter(fault -> !tree.hasProblemWithin(POINTER))
          .ifPresent(
              fault ->
                  tree.addProblem(
                      item,
                      "where: " + fault,
                      "allowed: nodes, protocol, fault, fault_rate and others with numbers; axes"));
    }
  }

  private boolean isAxis(String path) {
    return paths().contains(path);
  }

  /** Whether there are none; wrong ones are there, but cannot be read. */
  boolean isEmpty() {
    return groups.isEmpty() && !tree.hasProblemWithin(POINTER);
  }

  /** The groups that are crossed, and how many values each has. */
  Map<String, Integer> sizes() {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    groups.forEach(group -> sizes.put(String.join(" and ", group.keySet()), size(group)));
    return sizes;
  }

  /** Whether a path's value may differ from point to point. */
  boolean varies(String path) {
    return paths().stream().anyMatch(axis -> isWithin(path, axis));
  }

  /** The paths of the axes. */
  List<String> paths() {
    return groups.stream().flatMap(group -> group.keySet().stream()).toList();
  }

  /** All points that the conditions leave, the last axis running fastest; one without axes. */
  List<Map<String, AxisValue>> points() {
    List<Map<String, AxisValue>> points = List.of(Map.of());
    for (Map<String, List<AxisValue>> group : groups) {
      if (points.size() * size(group) > POINTS_MAX) {
        tree.addProblem(POINTER, "axes make more than " + POINTS_MAX + " points", "");
        return List.of();
      }
      List<Map<String, AxisValue>> next = new ArrayList<>();
      for (Map<String, AxisValue> point : points) {
        for (Map<String, AxisValue> step : steps(group)) {
          Map<String, AxisValue> longer = new LinkedHashMap<>(point);
          longer.putAll(step);
          next.add(longer);
        }
      }
      points = next;
    }
    return points.stream().filter(point -> holds(name -> shared(point, name))).toList();
  }

  /** A coordinate that the cells of all protocols have at a point. */
  private static Optional<String> shared(Map<String, AxisValue> point, String path) {
    return Arrays.stream(ProtocolKind.values()).allMatch(each -> each.reads(path))
        ? Optional.ofNullable(point.get(path)).map(AxisValue::text)
        : Optional.empty();
  }

  /** Whether the conditions leave a cell. */
  boolean leaves(TrialCell cell) {
    return holds(cell::coordinate);
  }

  private boolean holds(Function<String, Optional<String>> coordinates) {
    return conditions.stream().allMatch(each -> each.holds(coordinates));
  }

  /** Writes them into the canonical form of a config. */
  void writeTo(ObjectNode effective) {
    if (!groups.isEmpty()) {
      ArrayNode list = effective.putArray(KEY);
      for (Map<String, List<AxisValue>> group : groups) {
        ObjectNode mapping = list.addObject();
        group.forEach(
            (path, values) ->
                mapping.putArray(path).addAll(values.stream().map(AxisValue::node).toList()));
      }
    }
    if (!conditions.isEmpty()) {
      ArrayNode list = effective.putArray(WHERE);
      conditions.forEach(each -> list.add(each.toString()));
    }
  }

  /** A value as a key takes it: a list's only value stands without brackets on an axis. */
  static JsonNode fitting(String path, JsonNode value) {
    JsonNode type = ConfigSchema.experiment().property(ConfigPointer.of(path)).path("type");
    return type.asString("").equals("array") && !value.isArray()
        ? JsonNodeFactory.instance.arrayNode().add(value)
        : value;
  }
}
