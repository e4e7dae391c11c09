package org.medchain.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** One JSON object of a trace, read strictly: it must have these fields, and no other. */
final class TraceFields {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{16}");

  private final JsonNode object;
  private final String where;

  /**
   * The object, whose keys must be these, in this order.
   *
   * @param where its place, for messages
   */
  TraceFields(JsonNode object, String where, List<String> keys) throws InvalidTrace {
    this.object = object;
    this.where = where;
    if (!object.isObject()) {
      throw new InvalidTrace(where + ": here is " + object + ", allowed is an object");
    }
    List<String> found = List.copyOf(object.propertyNames());
    if (!found.equals(keys)) {
      throw new InvalidTrace(where + ": the keys are " + found + ", allowed are " + keys);
    }
  }

  private InvalidTrace wrong(String key, String allowed) {
    return new InvalidTrace(
        "%s: '%s' is %s, allowed is %s".formatted(where, key, object.get(key), allowed));
  }

  /** A whole number from 0 on. */
  int number(String key) throws InvalidTrace {
    return number(object.get(key), key);
  }

  private int number(JsonNode value, String key) throws InvalidTrace {
    if (!value.isIntegralNumber() || value.asBigInteger().signum() < 0) {
      throw wrong(key, "a whole number from 0 on");
    }
    // Only faulty nodes speak of larger ones; models have nothing larger, and need not.
    return value.asBigInteger().bitLength() > 31 ? Integer.MAX_VALUE : value.intValue();
  }

  /** The same, or −1 for null. */
  int numberOrNull(String key) throws InvalidTrace {
    return object.get(key).isNull() ? -1 : number(key);
  }

  /** One of this number of nodes. */
  int node(String key, int nodes) throws InvalidTrace {
    int node = number(key);
    if (node >= nodes) {
      throw wrong(key, "a node, under " + nodes);
    }
    return node;
  }

  int nodeOrNull(String key, int nodes) throws InvalidTrace {
    return object.get(key).isNull() ? -1 : node(key, nodes);
  }

  String word(String key) throws InvalidTrace {
    if (!object.get(key).isString() || object.get(key).asString().isEmpty()) {
      throw wrong(key, "a word");
    }
    return object.get(key).asString();
  }

  String oneOf(String key, List<String> words) throws InvalidTrace {
    if (!words.contains(word(key))) {
      throw wrong(key, "one of " + words);
    }
    return word(key);
  }

  String id(String key) throws InvalidTrace {
    return id(object.get(key), key);
  }

  private String id(JsonNode value, String key) throws InvalidTrace {
    if (!value.isString() || !ID.matcher(value.asString()).matches()) {
      throw wrong(key, "an id of 16 hexadecimal digits");
    }
    return value.asString();
  }

  List<String> ids(String key) throws InvalidTrace {
    List<String> all = new ArrayList<>();
    for (JsonNode each : list(key)) {
      all.add(id(each, key));
    }
    return all;
  }

  /** The same, or the empty word for null. */
  String idOrNull(String key) throws InvalidTrace {
    return object.get(key).isNull() ? "" : id(key);
  }

  /** Nodes; another node's vote is −1. */
  List<Integer> nodes(String key, int nodes) throws InvalidTrace {
    List<Integer> all = new ArrayList<>();
    for (JsonNode each : list(key)) {
      boolean isStranger = each.isIntegralNumber() && each.asInt() == -1;
      int node = isStranger ? -1 : number(each, key);
      if (node >= nodes) {
        throw wrong(key, "a list of nodes, under " + nodes);
      }
      all.add(node);
    }
    return all;
  }

  List<JsonNode> list(String key) throws InvalidTrace {
    if (!object.get(key).isArray()) {
      throw wrong(key, "a list");
    }
    return List.copyOf(object.get(key).values());
  }
}
