package org.medchain.experiments.config;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.medchain.comparison.config.ConfigKeys;
import org.medchain.comparison.config.ExperimentConfig;
import org.medchain.comparison.config.Latency;
import org.medchain.comparison.config.LinkConfig;
import org.medchain.comparison.config.NetworkConfig;
import org.medchain.comparison.config.RepeatsConfig;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fills the config records from a tree that the schema has looked at; values that are missing, or
 * that the schema refused, keep their defaults. Values that only the records can refuse, because
 * they depend on each other, become problems of the tree at the lines of the keys that the record
 * names. Values that a record refuses are left out and the rest tried again, so that one problem
 * does not hide the others; a problem that names a faulty or missing key is left out (decision
 * 0060).
 */
record RecordBinder(ConfigTree tree) {
  /** Most complaints of the records have this form. */
  private static final Pattern COMPLAINT_PATTERN = Pattern.compile("(\\S+) must be (.*), not (.*)");

  /** An item's number behind its list's key, as in {@code network.links[2]}. */
  private static final Pattern INDEX = Pattern.compile("(?<=[a-z_])\\[([0-9]+)\\]");

  private static final String LINKS = "links";

  /** The config, with defaults in place of wrong values, which are reported to the tree. */
  static ExperimentConfig bind(ConfigTree tree) {
    Record defaults = ConfigVariants.samples(ExperimentConfig.class).getFirst();
    return (ExperimentConfig)
        new RecordBinder(tree).fill(defaults, ConfigPointer.ROOT, tree.root()).orElse(defaults);
  }

  /**
   * A record like {@code defaults} with the values of {@code node}; empty where that is refused.
   */
  private Optional<Object> fill(Record defaults, String pointer, JsonNode node) {
    RecordComponent[] components = defaults.getClass().getRecordComponents();
    Object[] usual = new Object[components.length];
    Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String key = ConfigKeys.of(components[i]);
      String child = ConfigPointer.child(pointer, key);
      usual[i] = RecordTree.read(components[i], defaults);
      values[i] = usual[i];
      if (ConfigVariants.isInline(components[i].getType(), key)) {
        values[i] = variant(components[i].getType(), pointer, node).orElse(usual[i]);
      } else if (node.has(key) && !tree.hasProblem(child)) {
        values[i] =
            (usual[i] instanceof Record part
                    ? part(part, child, node.get(key))
                    : value(components[i].getGenericType(), child, node.get(key)))
                .orElse(usual[i]);
      }
    }
    return construct(
        defaults.getClass(), pointer, new RecordArguments(pointer, components, values, usual));
  }

  private Optional<Object> part(Record defaults, String pointer, JsonNode node) {
    if (defaults instanceof RepeatsConfig && node.isNumber()) {
      return Optional.of(RepeatsConfig.of((int) node.doubleValue()));
    }
    if (defaults instanceof NetworkConfig network) {
      return network(network, pointer, node);
    }
    return ConfigVariants.typeOf(defaults.getClass())
        .map(type -> variant(type, pointer, node))
        .orElseGet(() -> fill(defaults, pointer, node));
  }

  /** Missing values of a link are the network's, so the network without links comes first. */
  private Optional<Object> network(NetworkConfig defaults, String pointer, JsonNode node) {
    JsonNode given = node.path(LINKS);
    JsonNode rest = ((ObjectNode) node).deepCopy().without(LINKS);
    Optional<Object> usual = fill(defaults, pointer, rest);
    // Links are checked even if the rest is wrong: all problems are reported at once.
    NetworkConfig network = usual.map(NetworkConfig.class::cast).orElse(defaults);
    List<LinkConfig> links = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      String child = ConfigPointer.child(ConfigPointer.child(pointer, LINKS), Integer.toString(i));
      link(network, child, given.path(i)).ifPresent(links::add);
    }
    if (usual.isEmpty() || links.size() < given.size()) {
      return usual;
    }
    try {
      return Optional.of(network.withLinks(links));
    } catch (IllegalArgumentException e) {
      addComplaint(tree, String.valueOf(e.getMessage()));
      return usual;
    }
  }

  /** A latency that a link does give is read as the network's is, on its own defaults. */
  private Optional<LinkConfig> link(NetworkConfig network, String pointer, JsonNode node) {
    for (String end : List.of("from", "to")) {
      if (!node.path(end).isNumber() || tree.hasProblem(ConfigPointer.child(pointer, end))) {
        return Optional.empty();
      }
    }
    Latency usual =
        node.has("latency")
            ? Latency.defaults()
            : network.delayOf(node.path("from").asInt(0), node.path("to").asInt(0));
    // The nodes stand for those that the file names.
    return fill(new LinkConfig(0, 1, usual, network.loss()), pointer, node)
        .map(LinkConfig.class::cast);
  }

  /** Empty only for values that the schema has refused. */
  private Optional<Object> value(Type type, String pointer, JsonNode node) {
    if (type instanceof ParameterizedType optional && optional.getRawType() == Optional.class) {
      return value(optional.getActualTypeArguments()[0], pointer, node).map(Optional::of);
    }
    if (type instanceof ParameterizedType list && !node.isArray()) {
      // One value in place of a list: the schema defines where that is allowed.
      return value(list.getActualTypeArguments()[0], pointer, node).map(List::of);
    }
    if (type instanceof ParameterizedType list) {
      List<Object> items = new ArrayList<>();
      for (int i = 0; i < node.size(); i++) {
        String child = ConfigPointer.child(pointer, Integer.toString(i));
        // All items are checked even if one is wrong: all problems are reported at once.
        value(list.getActualTypeArguments()[0], child, node.get(i)).ifPresent(items::add);
      }
      return items.size() < node.size() ? Optional.empty() : Optional.of(items);
    }
    Class<?> simple = (Class<?>) type;
    if (simple.isRecord() || ConfigVariants.discriminator(simple).isPresent()) {
      return item(simple, pointer, node);
    }
    return tree.hasProblem(pointer) ? Optional.empty() : scalar(simple, node);
  }

  /**
   * An item of a list of mappings; empty, without a further report, for values that the schema
   * refused.
   */
  private Optional<Object> item(Class<?> type, String pointer, JsonNode node) {
    // A name of a network that could not be read is text.
    if (!node.isObject() || tree.hasProblemWithin(pointer)) {
      return Optional.empty();
    }
    return type.isRecord()
        ? fill(ConfigVariants.samples(type).getFirst(), pointer, node)
        : variant(type, pointer, node);
  }

  /** Missing values of a case are that case's defaults; without a name it is the usual. */
  private Optional<Object> variant(Class<?> type, String pointer, JsonNode node) {
    List<Record> samples = ConfigVariants.samples(type);
    String named =
        node.path(ConfigVariants.discriminator(type).orElseThrow())
            .asString(ConfigKeys.of(samples.getFirst().getClass()));
    return samples.stream()
        .filter(sample -> ConfigKeys.of(sample.getClass()).equals(named))
        .findFirst()
        .flatMap(sample -> fill(sample, pointer, node));
  }

  private static Optional<Object> scalar(Class<?> type, JsonNode node) {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .filter(constant -> ConfigKeys.of((Enum<?>) constant).equals(node.asString("")))
          .findFirst()
          .map(Object.class::cast);
    }
    if (type == String.class) {
      return Optional.of(node.asString(""));
    }
    if (type == OptionalDouble.class && node.isString()) {
      // The schema lets a text through where it is a share in percent.
      String percent = node.asString("").replace("%", "").strip();
      return Optional.of(OptionalDouble.of(new BigDecimal(percent).movePointLeft(2).doubleValue()));
    }
    if (!node.isNumber()) {
      return Optional.empty();
    }
    // The schema lets only whole numbers through to the first two, and only those that fit.
    if (type == int.class || type == Integer.class) {
      return Optional.of((int) node.doubleValue());
    }
    if (type == long.class) {
      return Optional.of(node.decimalValue().longValue());
    }
    if (type == OptionalInt.class) {
      return Optional.of(OptionalInt.of((int) node.doubleValue()));
    }
    if (type == OptionalDouble.class) {
      return Optional.of(OptionalDouble.of(node.doubleValue()));
    }
    return Optional.of(node.doubleValue());
  }

  /** Tries again without the refused values; empty where that cannot be left out. */
  private Optional<Object> construct(Class<?> type, String pointer, RecordArguments parts) {
    while (true) {
      try {
        Constructor<?> constructor = type.getDeclaredConstructor(parts.types());
        return Optional.of(constructor.newInstance(parts.values()));
      } catch (InvocationTargetException e) {
        if (!(e.getCause() instanceof IllegalArgumentException refusal)) {
          throw new IllegalStateException("a config record failed", e.getCause());
        }
        String complaint =
            parts.withFileIndices(
                withLocation(String.valueOf(refusal.getMessage()), type, pointer));
        addComplaint(tree, complaint);
        Optional<String> leftOut = parts.omitFirst(named(complaint));
        if (leftOut.isEmpty()) {
          return Optional.empty();
        }
        tree.excluded(leftOut.get());
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a public record's constructor", e);
      }
    }
  }

  /** Items of lists, and latencies, complain as if there were one; the file may have many. */
  private static String withLocation(String complaint, Class<?> type, String pointer) {
    String here = ConfigPointer.toText(pointer) + ".";
    String one =
        Latency.class.isAssignableFrom(type)
            ? "network.latency."
            : INDEX.matcher(here).replaceAll("");
    return complaint.replace(one, here);
  }

  /** The keys in a complaint, in its order: the records name all that theirs depends on. */
  private static List<String> named(String complaint) {
    List<String> words =
        Arrays.asList(INDEX.matcher(complaint).replaceAll(".$1").split("[^a-z0-9_.]+"));
    return IntStream.range(0, words.size())
        // Behind the first word, which is a key, "name" is a verb, and "machine" a machine.
        .filter(i -> i == 0 || words.get(i).contains(".") || words.get(i).equals("nodes"))
        .mapToObj(i -> ConfigPointer.of(words.get(i)))
        .filter(pointer -> ConfigSchema.experiment().allows(pointer))
        .toList();
  }

  /** The records begin their complaint with the key, and name the other keys that it depends on. */
  static void addComplaint(ConfigTree tree, String complaint) {
    List<String> named = named(complaint);
    if (named.stream().anyMatch(tree::isExcluded)) {
      return; // Its key has been complained of already.
    }
    String pointer =
        named.stream()
            .filter(tree::has)
            .findFirst()
            .or(() -> named.stream().findFirst())
            .orElse("");
    Matcher parts = COMPLAINT_PATTERN.matcher(complaint);
    if (parts.matches()) {
      String wrong = parts.group(1) + " is " + parts.group(3);
      tree.addProblem(pointer, QuotedText.sentence(wrong), "allowed: " + parts.group(2));
    } else {
      tree.addProblem(pointer, QuotedText.sentence(complaint), "");
    }
  }
}
