package org.medchain.experiments.config;

import java.util.Arrays;
import java.util.List;

/**
 * The place of a value in a config: the empty text for the whole, and a step {@code /key} or {@code
 * /index} for each level (RFC 6901 without its escapes, since no key of ours holds a slash).
 */
final class ConfigPointer {
  static final String ROOT = "";

  private ConfigPointer() {}

  static String child(String parent, String key) {
    return parent + "/" + key;
  }

  /** Of keys with dots between them. */
  static String of(String path) {
    return "/" + path.replace('.', '/');
  }

  static String parent(String pointer) {
    int slash = pointer.lastIndexOf('/');
    return slash < 0 ? ROOT : pointer.substring(0, slash);
  }

  /** From the outside in; none for the whole. */
  static List<String> segments(String pointer) {
    return pointer.isEmpty() ? List.of() : Arrays.asList(pointer.substring(1).split("/", -1));
  }

  /** As people write it: {@code workload.rate_tps}, {@code nodes[2]}. */
  static String toText(String pointer) {
    StringBuilder words = new StringBuilder();
    for (String step : segments(pointer)) {
      if (step.matches("[0-9]+") && !words.isEmpty()) {
        words.append('[').append(step).append(']');
      } else {
        words.append(words.isEmpty() ? "" : ".").append(step);
      }
    }
    return QuotedText.escape(words.toString());
  }
}
