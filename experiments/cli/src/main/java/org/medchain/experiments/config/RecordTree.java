package org.medchain.experiments.config;

import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.IntStream;
import org.medchain.comparison.config.ConfigKeys;
import org.medchain.comparison.config.NetworkConfig;
import org.medchain.comparison.config.RecordCopy;
import org.medchain.comparison.config.RepeatsConfig;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A config record as the tree that a file would hold, with every default written out and the keys
 * in the records' order: one form for each meaning, so it can be hashed (EXP-7).
 */
final class RecordTree {
  /** Up to here every whole number is a double of its own. */
  private static final double WHOLE_MAX = 1L << 53;

  /** A time that a file cannot write, and leaves out. */
  private static final Double NO_TIME = Double.POSITIVE_INFINITY;

  private RecordTree() {}

  static ObjectNode of(Record value) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    ConfigVariants.typeOf(value.getClass())
        .flatMap(ConfigVariants::discriminator)
        .ifPresent(key -> object.put(key, ConfigKeys.of(value.getClass())));
    for (RecordComponent component : value.getClass().getRecordComponents()) {
      String key = ConfigKeys.of(component);
      Object part = RecordCopy.read(component, value);
      if (ConfigVariants.isInline(component.getType(), key)) {
        object.setAll(of((Record) part));
      } else {
        RecordCopy.present(part)
            .filter(given -> !isEmpty(given))
            .ifPresent(given -> object.set(key, node(given)));
      }
    }
    if (value instanceof NetworkConfig network && network.regions().isPresent()) {
      // The regions have them, and these were left out.
      object.remove(List.of("latency", "bandwidth_mbps"));
    }
    return object;
  }

  /** Absent values are left out, and so are empty groups. */
  private static boolean isEmpty(Object part) {
    return part instanceof Record group ? of(group).isEmpty() : NO_TIME.equals(part);
  }

  private static JsonNode node(Object value) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (value) {
      case RepeatsConfig number when number.isNumber() -> nodes.numberNode((long) number.max());
      case Record part -> of(part);
      case List<?> list -> {
        ArrayNode array = nodes.arrayNode();
        list.forEach(item -> array.add(node(item)));
        yield array;
      }
      case Enum<?> constant -> nodes.stringNode(ConfigKeys.of(constant));
      case Integer number -> nodes.numberNode((long) number);
      case Long number -> nodes.numberNode(number);
      case Double number -> number(number);
      case String text -> nodes.stringNode(text);
      default -> throw new IllegalStateException("a config holds no " + value.getClass());
    };
  }

  /** A value as it stands in a file, whose numbers, and those within it, get the same form. */
  static JsonNode canonical(JsonNode value) {
    if (value instanceof ArrayNode list) {
      IntStream.range(0, list.size()).forEach(i -> list.set(i, canonical(list.get(i))));
    }
    value.properties().forEach(each -> each.setValue(canonical(each.getValue())));
    return value.isNumber() && !value.isIntegralNumber() ? number(value.doubleValue()) : value;
  }

  /** 15 and 15.0 mean the same, so they are written the same. */
  static JsonNode number(double value) {
    boolean whole = value == Math.rint(value) && Math.abs(value) < WHOLE_MAX;
    return whole
        ? JsonNodeFactory.instance.numberNode((long) value)
        : JsonNodeFactory.instance.numberNode(value);
  }
}
