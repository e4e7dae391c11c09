package org.medchain.experiments.config;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  /** Each is checked as a config of its own. */
  private static final long POINTS_MAX = 10_000;

  private static final int VALUES_MAX = 256;

  /** Values between two ends: digits enough for any plot, few enough to read. */
  private static final MathContext DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);

  private static final String FORM =
      "a list of 1 to " + VALUES_MAX + " values, {from, to, log: N} or {from, to, steps: N}";

  private static final String EXPECTED =
      "allowed: a mapping of keys' paths, as workload.rate_tps, to values, or a list of such";

  private static final Pattern RANGE = Pattern.compile("(.+)\\.\\.(.+)/(log|steps)([0-9]+)");

  /** What concerns a run as a whole, and so is no axis of it. */
  private static final Set<String> WHOLE =
      Set.of(
          "name",
          "seed",
          "repeats",
          "host",
          "calibration",
          "workload",
          "workload.dataset",
          "workload.kind",
          KEY,
          WHERE);

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
      axes.readGroups(root.remove(KEY));
      replaced.values().forEach(axes::single);
      replaced.axes().forEach(axes::option);
      axes.readConditions(root.remove(WHERE));
    }
    return axes;
  }

  private void readGroups(JsonNode node) {
    String pointer = ConfigPointer.child(ConfigPointer.ROOT, KEY);
    if (node == null) {
      return;
    }
    if (node.isEmpty()) {
      tree.addProblem(pointer, "axes has no keys", EXPECTED);
    }
    if (node.isObject()) {
      node.properties().forEach(each -> groups.add(group(pointer, Set.of(each))));
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      readGroup(ConfigPointer.child(pointer, Integer.toString(i)), node.get(i));
    }
    List<String> paths = groups.stream().flatMap(group -> group.keySet().stream()).toList();
    for (String path : Set.copyOf(paths)) {
      if (paths.indexOf(path) < paths.lastIndexOf(path)) {
        tree.addProblem(pointer, "axes has " + path + " twice", "a key may be one axis");
      }
    }
  }

  private void readGroup(String pointer, JsonNode node) {
    Map<String, List<AxisValue>> group = group(pointer, node.properties());
    List<Integer> sizes = group.values().stream().map(List::size).distinct().toList();
    if (sizes.isEmpty()) {
      tree.addProblem(pointer, ConfigPointer.toText(pointer) + " is no mapping", EXPECTED);
    } else if (sizes.size() > 1) {
      tree.addProblem(
          pointer,
          "the keys of %s step together, but have %s values"
              .formatted(
                  ConfigPointer.toText(pointer),
                  sizes.stream().map(String::valueOf).collect(Collectors.joining(" and "))),
          "as many for each are wanted");
    }
    groups.add(group);
  }

  /** Keys that step together may have a value twice, beside others. */
  private Map<String, List<AxisValue>> group(
      String around, Set<Map.Entry<String, JsonNode>> entries) {
    Map<String, List<AxisValue>> group = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> each : entries) {
      List<AxisValue> values = values(around, each.getKey(), each.getValue());
      group.put(each.getKey(), values);
      List<String> texts = values.stream().map(AxisValue::text).toList();
      texts.stream()
          .filter(text -> entries.size() == 1 && texts.indexOf(text) < texts.lastIndexOf(text))
          .findFirst()
          .ifPresent(
              text ->
                  tree.addProblem(
                      ConfigPointer.child(around, each.getKey()),
                      "the axis %s names %s twice".formatted(each.getKey(), text),
                      "each value may stand once"));
    }
    return group;
  }

  /** A list, or the ends of one. */
  private List<AxisValue> values(String around, String path, JsonNode node) {
    String pointer = ConfigPointer.child(around, path);
    if (isWhole(path)) {
      tree.addProblem(
          pointer, "axes has " + path + ", which is one for all trials", "allowed: any other key");
    }
    List<AxisValue> values = node.isObject() ? range(pointer, path, node) : new ArrayList<>();
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      String item = ConfigPointer.child(pointer, Integer.toString(i));
      JsonNode value = NetworkFile.resolved(tree, item, path, node.get(i));
      values.add(new AxisValue(RecordTree.canonical(value), tree.location(item)));
    }
    if (values.isEmpty() || values.size() > VALUES_MAX) {
      tree.addProblem(pointer, "the axis " + path + " is no list of values", "allowed: " + FORM);
    }
    return values;
  }

  private static boolean isWhole(String path) {
    return WHOLE.contains(path) || path.startsWith("repeats.");
  }

  private List<AxisValue> range(String pointer, String path, JsonNode node) {
    boolean logarithmic = node.has("log");
    JsonNode number = node.path(logarithmic ? "log" : "steps");
    int count = number.isIntegralNumber() ? number.asInt(0) : 0;
    double from = node.path("from").isNumber() ? node.get("from").doubleValue() : Double.NaN;
    double to = node.path("to").isNumber() ? node.get("to").doubleValue() : Double.NaN;
    List<AxisValue> values = new ArrayList<>();
    // Written so that NaN fails too.
    if (node.size() != 3 || !(from < to) || count < 2 || count > VALUES_MAX) {
      return values;
    }
    if (logarithmic && from <= 0) {
      tree.addProblem(pointer, "the axis " + path + " begins at 0 or less", "log needs more");
      return values;
    }
    JsonNode schema = ConfigSchema.experiment().property(pointerOf(path));
    boolean whole =
        Stream.of(schema, schema.path("items"))
            .anyMatch(each -> each.path("type").toString().contains("integer"));
    Set<BigDecimal> numbers = new LinkedHashSet<>();
    for (int i = 0; i < count; i++) {
      double share = (double) i / (count - 1);
      double value =
          logarithmic ? from * StrictMath.pow(to / from, share) : from + (to - from) * share;
      BigDecimal shown =
          i == 0 || i == count - 1
              ? BigDecimal.valueOf(i == 0 ? from : to)
              : new BigDecimal(value).round(logarithmic ? DIGITS : MathContext.DECIMAL32);
      numbers.add((whole ? shown.setScale(0, RoundingMode.HALF_EVEN) : shown).stripTrailingZeros());
    }
    for (BigDecimal each : numbers) {
      JsonNode value = JsonNodeFactory.instance.numberNode(each.doubleValue());
      values.add(new AxisValue(RecordTree.canonical(value), tree.location(pointer)));
    }
    return values;
  }

  /** A value that an option says, where the file has an axis. */
  private void single(String path, String text) {
    if (isAxis(path)) {
      JsonNode value = YamlComposer.value(text);
      replace(path, "--set " + path, JsonNodeFactory.instance.arrayNode().add(value));
    }
  }

  /** Values that an option says, in place of the file's axis or beside its axes. */
  private void option(String path, String text) {
    String place = "--axis " + path;
    Matcher range = RANGE.matcher(text);
    String yaml =
        range.matches()
            ? "{from: %s, to: %s, %s: %s}"
                .formatted(range.group(1), range.group(2), range.group(3), range.group(4))
            : "[" + text + "]";
    replace(path, place, YamlComposer.value(yaml));
  }

  private void replace(String path, String place, JsonNode values) {
    tree.locate(ConfigPointer.child("/" + KEY, path), place);
    for (Map<String, List<AxisValue>> group : groups) {
      group.remove(path);
    }
    groups.removeIf(Map::isEmpty);
    groups.add(group("/" + KEY, Set.of(Map.entry(path, values))));
  }

  private void readConditions(JsonNode node) {
    String pointer = ConfigPointer.child(ConfigPointer.ROOT, WHERE);
    if (node == null) {
      return;
    }
    if (node.isArray() ? node.isEmpty() : !node.isString()) {
      tree.addProblem(pointer, "where has no condition", GridCondition.FORM);
    }
    for (int i = 0; i < (node.isArray() ? node.size() : 1); i++) {
      String item = node.isArray() ? ConfigPointer.child(pointer, Integer.toString(i)) : pointer;
      String text = (node.isArray() ? node.get(i) : node).asString("");
      Optional<GridCondition> read = GridCondition.of(text);
      read.ifPresent(conditions::add);
      if (read.isEmpty() && !tree.hasProblem(pointer)) {
        tree.addProblem(item, QuotedText.quote(text) + " is no condition", GridCondition.FORM);
      }
      read.flatMap(each -> each.fault(this::isAxis))
          .ifPresent(
              fault ->
                  tree.addProblem(
                      item,
                      "where: " + fault,
                      "allowed: nodes, protocol, fault, fault_rate and others with numbers; axes"));
    }
  }

  private boolean isAxis(String path) {
    return groups.stream().anyMatch(group -> group.containsKey(path));
  }

  boolean isEmpty() {
    return groups.isEmpty();
  }

  /** The groups that are crossed, and how many values each has. */
  Map<String, Integer> sizes() {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    groups.forEach(
        group ->
            sizes.put(
                String.join(" and ", group.keySet()), group.values().iterator().next().size()));
    return sizes;
  }

  /** Whether a path's value may differ from point to point. */
  boolean varies(String path) {
    return groups.stream()
        .flatMap(group -> group.keySet().stream())
        .anyMatch(axis -> path.equals(axis) || path.startsWith(axis + "."));
  }

  /** The paths of the axes. */
  List<String> paths() {
    return groups.stream().flatMap(group -> group.keySet().stream()).toList();
  }

  /** All points that the conditions leave, the last axis running fastest; one without axes. */
  List<Map<String, AxisValue>> points() {
    long count = 1;
    for (int size : sizes().values()) {
      count *= size;
      if (count > POINTS_MAX) {
        tree.addProblem("/" + KEY, "axes make more than " + POINTS_MAX + " points", "");
        return List.of();
      }
    }
    List<Map<String, AxisValue>> points = List.of(Map.of());
    for (Map<String, List<AxisValue>> group : groups) {
      List<Map<String, AxisValue>> next = new ArrayList<>();
      for (Map<String, AxisValue> point : points) {
        for (int i = 0; i < group.values().iterator().next().size(); i++) {
          Map<String, AxisValue> longer = new LinkedHashMap<>(point);
          int at = i;
          group.forEach((path, values) -> longer.put(path, values.get(at)));
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
            (path, values) -> {
              ArrayNode array = mapping.putArray(path);
              values.forEach(value -> array.add(value.node()));
            });
      }
    }
    if (!conditions.isEmpty()) {
      ArrayNode list = effective.putArray(WHERE);
      conditions.forEach(each -> list.add(each.toString()));
    }
  }

  /** A value as a key takes it: a list's only value stands without brackets on an axis. */
  static JsonNode fitting(String path, JsonNode value) {
    JsonNode type = ConfigSchema.experiment().property(pointerOf(path)).path("type");
    return type.asString("").equals("array") && !value.isArray()
        ? JsonNodeFactory.instance.arrayNode().add(value)
        : value;
  }

  private static String pointerOf(String path) {
    return "/" + path.replace('.', '/');
  }
}
