package org.medchain.experiments.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
import org.medchain.comparison.config.RecordCopy;
import org.medchain.comparison.config.RepeatsConfig;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Fills the config records from a tree that the schema has accepted; values that are missing have
 * their defaults. The first values that only the records can refuse, because they depend on each
 * other, become a problem of the tree at the line of the key that the record names (decision 0060).
 */
final class RecordBinder {
  /** Most complaints of the records have this form. */
  private static final Pattern COMPLAINT_PATTERN = Pattern.compile("(\\S+) must be (.*), not (.*)");

  /** An item's number behind its list's key, as in {@code network.links[2]}. */
  private static final Pattern INDEX = Pattern.compile("(?<=[a-z_])\\[([0-9]+)\\]");

  private static final String LINKS = "links";

  private RecordBinder() {}

  /** The config; empty where the records refuse it, which the tree is told. */
  static Optional<ExperimentConfig> bind(ConfigTree tree) {
    Record defaults = ConfigVariants.samples(ExperimentConfig.class).getFirst();
    try {
      return Optional.of((ExperimentConfig) fill(defaults, ConfigPointer.ROOT, tree.root()));
    } catch (IllegalArgumentException e) {
      addComplaint(tree, String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }

  /** A record like {@code defaults} with the values of {@code node}. */
  private static Record fill(Record defaults, String pointer, JsonNode node) {
    Class<? extends Record> type = defaults.getClass();
    Map<String, Object> values = new HashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String key = ConfigKeys.of(component);
      String child = ConfigPointer.child(pointer, key);
      Object value = RecordCopy.read(component, defaults);
      if (ConfigVariants.isInline(component.getType(), key)) {
        value = variant(component.getType(), pointer, node);
      } else if (node.has(key)) {
        value =
            value instanceof Record part
                ? part(part, child, node.get(key))
                : value(component.getGenericType(), child, node.get(key));
      }
      values.put(component.getName(), value);
    }
    try {
      return RecordCopy.make(type, component -> values.get(component.getName()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          withLocation(String.valueOf(e.getMessage()), type, pointer), e);
    }
  }

  private static Record part(Record defaults, String pointer, JsonNode node) {
    if (defaults instanceof RepeatsConfig && node.isNumber()) {
      return RepeatsConfig.of((int) node.doubleValue());
    }
    if (defaults instanceof NetworkConfig network) {
      return network(network, pointer, node);
    }
    return ConfigVariants.typeOf(defaults.getClass())
        .map(type -> variant(type, pointer, node))
        .orElseGet(() -> fill(defaults, pointer, node));
  }

  /** Missing values of a link are the network's, so the network without links comes first. */
  private static NetworkConfig network(NetworkConfig defaults, String pointer, JsonNode node) {
    JsonNode rest = ((ObjectNode) node).deepCopy().without(LINKS);
    NetworkConfig network = (NetworkConfig) fill(defaults, pointer, rest);
    List<LinkConfig> links = new ArrayList<>();
    for (int i = 0; i < node.path(LINKS).size(); i++) {
      String child = ConfigPointer.child(ConfigPointer.child(pointer, LINKS), Integer.toString(i));
      links.add(link(network, child, node.path(LINKS).path(i)));
    }
    return network.withLinks(links);
  }

  /** A latency that a link does give is read as the network's is, on its own defaults. */
  private static LinkConfig link(NetworkConfig network, String pointer, JsonNode node) {
    Latency usual =
        node.has("latency")
            ? Latency.defaults()
            : network.delayOf(node.path("from").asInt(0), node.path("to").asInt(0));
    // The nodes stand for those that the file names.
    return (LinkConfig) fill(new LinkConfig(0, 1, usual, network.loss()), pointer, node);
  }

  private static Object value(Type type, String pointer, JsonNode node) {
    if (type instanceof ParameterizedType generic) {
      Type inner = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == Optional.class) {
        return Optional.of(value(inner, pointer, node));
      }
      if (!node.isArray()) {
        // One value in place of a list: the schema defines where that is allowed.
        return List.of(value(inner, pointer, node));
      }
      List<Object> items = new ArrayList<>();
      for (int i = 0; i < node.size(); i++) {
        String child = ConfigPointer.child(pointer, Integer.toString(i));
        items.add(value(inner, child, node.get(i)));
      }
      return items;
    }
    Class<?> simple = (Class<?>) type;
    if (simple.isRecord()) {
      return fill(ConfigVariants.samples(simple).getFirst(), pointer, node);
    }
    return ConfigVariants.discriminator(simple).isPresent()
        ? variant(simple, pointer, node)
        : scalar(simple, node);
  }

  /** Missing values of a case are that case's defaults; without a name it is the usual. */
  private static Record variant(Class<?> type, String pointer, JsonNode node) {
    List<Record> samples = ConfigVariants.samples(type);
    String named =
        node.path(ConfigVariants.discriminator(type).orElseThrow())
            .asString(ConfigKeys.of(samples.getFirst().getClass()));
    Record sample =
        samples.stream()
            .filter(each -> ConfigKeys.of(each.getClass()).equals(named))
            .findFirst()
            .orElseThrow();
    return fill(sample, pointer, node);
  }

  private static Object scalar(Class<?> type, JsonNode node) {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .filter(constant -> ConfigKeys.of((Enum<?>) constant).equals(node.asString("")))
          .findFirst()
          .orElseThrow();
    }
    if (type == String.class) {
      return node.asString("");
    }
    if (type == OptionalDouble.class && node.isString()) {
      // The schema lets a text through where it is a share in percent.
      String percent = node.asString("").replace("%", "").strip();
      return OptionalDouble.of(new BigDecimal(percent).movePointLeft(2).doubleValue());
    }
    // The schema lets only whole numbers through to the first two, and only those that fit.
    return switch (type.getSimpleName()) {
      case "int", "Integer" -> (int) node.doubleValue();
      case "long" -> node.decimalValue().longValue();
      case "OptionalInt" -> OptionalInt.of((int) node.doubleValue());
      case "OptionalDouble" -> OptionalDouble.of(node.doubleValue());
      default -> node.doubleValue();
    };
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
