package org.medchain.experiments.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A config as written: its values, their places, and the problems found so far. Values are reached
 * by {@link ConfigPointer}.
 */
final class ConfigTree {
  /** A file with more problems is probably the wrong file. */
  private static final int LINES_MAX = 20;

  private final String name;
  private final String file;
  private final Map<String, String> lineByPointer = new LinkedHashMap<>();
  private final Map<String, String> textByPointer = new LinkedHashMap<>();
  private final Map<String, ConfigProblem> problems = new LinkedHashMap<>();
  private final List<String> otherFileErrors = new ArrayList<>();
  private JsonNode root = JsonNodeFactory.instance.objectNode();
  private boolean broken;

  ConfigTree(String file) {
    this.name = file;
    this.file = QuotedText.path(file);
  }

  JsonNode root() {
    return root;
  }

  void root(JsonNode node) {
    root = node;
  }

  /** Notes the line that a value (with its key, where it has one) begins at. */
  void location(String pointer, int line) {
    lineByPointer.put(pointer, at(line));
  }

  /** Notes a scalar as it was written, for messages. */
  void writtenText(String pointer, String text) {
    textByPointer.put(pointer, text);
  }

  String writtenText(String pointer) {
    return textByPointer.getOrDefault(pointer, "");
  }

  /**
   * Lets another tree, which has taken these values over, know where they stand.
   *
   * @param under where the other tree has what is this one's root
   */
  void copyLocations(String pointer, ConfigTree to, String under) {
    lineByPointer.forEach(
        (each, place) -> {
          if (each.equals(pointer) || each.startsWith(pointer + "/")) {
            to.lineByPointer.put(under + each, place);
            to.textByPointer.put(under + each, writtenText(each));
          }
        });
  }

  /** The file that a value names from the folder of this one; where that is no name, a problem. */
  Optional<Path> sibling(String pointer, String named) {
    try {
      return Optional.of(Path.of(name).toAbsolutePath().resolveSibling(named).normalize());
    } catch (InvalidPathException e) {
      addProblem(pointer, ConfigPointer.toText(pointer) + " is no file's name", "");
      return Optional.empty();
    }
  }

  String at(int line) {
    return file + ":" + line;
  }

  boolean has(String pointer) {
    return lineByPointer.containsKey(pointer);
  }

  /** Where a value stands, or where it is missing: the nearest thing around it that is there. */
  String location(String pointer) {
    String here = pointer;
    while (!lineByPointer.containsKey(here) && !here.isEmpty()) {
      here = ConfigPointer.parent(here);
    }
    return lineByPointer.getOrDefault(here, file);
  }

  /**
   * Puts an option's value in place of the file's; problems with it are the option's.
   *
   * @param path of keys with dots between them; what is missing on the way is made
   */
  void overrideAt(String path, JsonNode value, String option) {
    if (!(root instanceof ObjectNode object)) {
      return;
    }
    String[] keys = path.split("\\.", -1);
    String pointer = ConfigPointer.ROOT;
    ObjectNode at = object;
    for (int i = 0; i < keys.length - 1; i++) {
      pointer = ConfigPointer.child(pointer, keys[i]);
      if (!(at.get(keys[i]) instanceof ObjectNode)) {
        at.putObject(keys[i]);
        locate(pointer, option);
      }
      at = (ObjectNode) at.get(keys[i]);
    }
    at.set(keys[keys.length - 1], value);
    pointer = ConfigPointer.child(pointer, keys[keys.length - 1]);
    locate(pointer, option);
    writtenTexts(pointer, value);
  }

  /** Notes a value, and all within it, as it was written. */
  void writtenTexts(String pointer, JsonNode value) {
    textByPointer.put(pointer, value.isString() ? value.asString() : value.toString());
    for (int i = 0; value.isArray() && i < value.size(); i++) {
      writtenTexts(ConfigPointer.child(pointer, Integer.toString(i)), value.get(i));
    }
    value
        .properties()
        .forEach(
            each -> writtenTexts(ConfigPointer.child(pointer, each.getKey()), each.getValue()));
  }

  /** Notes the place of a value, and of all within it, in place of the file's. */
  void locate(String pointer, String place) {
    lineByPointer.keySet().removeIf(each -> each.startsWith(pointer + "/"));
    lineByPointer.put(pointer, place);
  }

  /** The same values at the same places, to be changed and checked apart; without problems. */
  ConfigTree copy() {
    ConfigTree copy = new ConfigTree(name);
    copy.lineByPointer.putAll(lineByPointer);
    copy.textByPointer.putAll(textByPointer);
    copy.root = root.deepCopy();
    return copy;
  }

  /** Takes the problems of a changed copy. */
  void addProblems(ConfigTree copy) {
    copy.problems.forEach(
        (pointer, problem) -> problems.putIfAbsent(pointer + "\n" + problem.line(), problem));
  }

  /** Notes a problem; the first one found with a value is the one to show. */
  void addProblem(String pointer, String wrong, String allowed) {
    problems.putIfAbsent(pointer, new ConfigProblem(location(pointer), wrong, allowed));
  }

  /** A problem of the file's form, at a line rather than a value. */
  void addProblem(int line, String wrong, String allowed) {
    problems.putIfAbsent("\n" + line, new ConfigProblem(at(line), wrong, allowed));
  }

  /** Notes a problem after which the text could not be read on. */
  void broken(int line, String wrong, String allowed) {
    addProblem(line, wrong, allowed);
    broken = true;
  }

  /** Notes that the file is another one than wanted, beside which no problem in it matters. */
  void isOther(String wrong, String allowed) {
    problems.clear();
    broken(1, wrong, allowed);
  }

  /** Whether the tree holds only the part before such a problem. */
  boolean broken() {
    return broken;
  }

  /** Notes lines on another file, which this one names. */
  void addOtherFileErrors(List<String> lines) {
    otherFileErrors.addAll(lines);
  }

  /** Whether the value there, or one within it, has a problem. */
  boolean hasProblemWithin(String pointer) {
    return problems.keySet().stream()
        .anyMatch(found -> found.equals(pointer) || found.startsWith(pointer + "/"));
  }

  boolean isValid() {
    return problems.isEmpty() && otherFileErrors.isEmpty();
  }

  /** The lines for the user, in the order of the file; behind them those on other files. */
  List<String> lines() {
    Map<String, Integer> order = new HashMap<>();
    lineByPointer.keySet().forEach(pointer -> order.put(pointer, order.size()));
    List<Map.Entry<String, ConfigProblem>> sorted = new ArrayList<>(problems.entrySet());
    sorted.sort(
        Comparator.comparingInt((Map.Entry<String, ConfigProblem> found) -> line(found.getValue()))
            .thenComparingInt(found -> order.getOrDefault(found.getKey(), -1)));
    List<String> lines =
        Stream.concat(
                sorted.stream().map(found -> found.getValue().line()), otherFileErrors.stream())
            .distinct()
            .toList();
    if (lines.size() <= LINES_MAX) {
      return lines;
    }
    List<String> cut = new ArrayList<>(lines.subList(0, LINES_MAX));
    cut.add(file + ": " + (lines.size() - LINES_MAX) + " more problems");
    return cut;
  }

  /** An option has no line and comes first. */
  private static int line(ConfigProblem problem) {
    String place = problem.place();
    String last = place.substring(place.lastIndexOf(':') + 1);
    return last.matches("[0-9]{1,9}") ? Integer.parseInt(last) : 0;
  }
}
