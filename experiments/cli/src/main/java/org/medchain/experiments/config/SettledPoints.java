package org.medchain.experiments.config;

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
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The points of a config's axes, each checked and bound as a config of its own (CMP-58). A value
 * that no config may have refuses the whole, at the axis' own line, and so does what the data set
 * or the machine cannot do: a grid follows from its config alone. Values that only do not go
 * together are a point that is not run, and neither is a trial that is not for the config's kind of
 * host (EXP-17).
 */
final class SettledPoints {
  private final ConfigTree tree;
  private final ConfigAxes axes;

  /** Checks what cannot be seen in the config alone. */
  private final Consumer<ExperimentConfig> surroundings;

  private final List<GridPoint> points = new ArrayList<>();
  private final Map<String, List<Map<String, String>>> impossible = new LinkedHashMap<>();

  /** Why trials are not for the config's host, with places. */
  private final Set<String> obstacles = new LinkedHashSet<>();

  private SettledPoints(ConfigTree tree, ConfigAxes axes, Consumer<ExperimentConfig> surroundings) {
    this.tree = tree;
    this.axes = axes;
    this.surroundings = surroundings;
  }

  /**
   * Of a config as written; without axes it is its only point.
   *
   * @throws UserInputException with a line for each problem
   */
  static SettledPoints of(
      ConfigTree tree, ConfigOverrides replaced, Consumer<ExperimentConfig> surroundings)
      throws UserInputException {
    NetworkFile.resolved(tree, "/network", "network", tree.root().path("network"));
    ConfigAxes axes = ConfigAxes.take(tree, replaced);
    proxyLinks(tree, axes);
    SettledPoints settled = new SettledPoints(tree, axes, surroundings);
    if (axes.isEmpty()) {
      settled.check(tree, Map.of());
    } else {
      requireValid(tree);
      axes.points().forEach(settled::checkAt);
    }
    requireValid(tree);
    SizeLimits.checkTrials(tree, settled.points);
    requireValid(tree);
    if (settled.grid().isEmpty()) {
      Set<String> reasons =
          settled.points.isEmpty() ? settled.impossible.keySet() : settled.obstacles;
      throw new UserInputException(
          reasons.isEmpty()
              ? List.of(tree.location("/" + ConfigAxes.WHERE) + ": where leaves no cell")
              : List.copyOf(reasons));
    }
    return settled;
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

  /** The config at the first point. */
  ExperimentConfig first() {
    return points.getFirst().config();
  }

  ConfigAxes axes() {
    return axes;
  }

  List<TrialCell> grid() {
    return TrialGrid.of(points, cell -> axes.leaves(cell) && HostedKey.obstacles(cell).isEmpty());
  }

  /**
   * A line for each reason why points or trials are not run, and for each axis that a protocol or
   * the host has not.
   */
  List<String> notRun() {
    List<String> lines = new ArrayList<>();
    impossible.forEach((why, places) -> lines.add(common(places) + why));
    lines.addAll(obstacles);
    for (String path : axes.paths()) {
      String host = first().host().key() + " at each " + path + ": ";
      HostedKey.unread(first(), path)
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
  ObjectNode effective() throws UserInputException {
    ObjectNode common = RecordTree.of(first());
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
