package org.medchain.experiments.config;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medchain.comparison.config.ConfigKeys;

/**
 * The components of a config record on their way into its constructor, of which some can be left
 * out again: a single value by its default, an item of a list with those before it.
 */
final class RecordArguments {
  private final String pointer;
  private final RecordComponent[] components;
  private final Object[] values;
  private final Object[] defaults;
  private final int[] dropped;

  /** The values at {@code pointer}, in the record's order, and the value for a missing one. */
  RecordArguments(String pointer, RecordComponent[] components, Object[] values, Object[] usual) {
    this.pointer = pointer;
    this.components = components;
    this.values = values;
    this.defaults = usual;
    this.dropped = new int[components.length];
  }

  Class<?>[] types() {
    return Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
  }

  Object[] values() {
    return values;
  }

  /** A complaint of the record, with its lists' items counted as in the file. */
  String withFileIndices(String complaint) {
    String text = complaint;
    for (int i = 0; i < components.length; i++) {
      String key = ConfigPointer.toText(child(i));
      int before = dropped[i];
      text =
          Pattern.compile(Pattern.quote(key + "[") + "([0-9]{1,6})")
              .matcher(text)
              .replaceAll(
                  found ->
                      Matcher.quoteReplacement(
                          key + "[" + (Integer.parseInt(found.group(1)) + before)));
    }
    return text;
  }

  /**
   * Leaves the first of these keys out that still can be.
   *
   * @return which; empty if none can, so that another attempt would only fail the same way
   */
  Optional<String> omitFirst(List<String> named) {
    for (String each : named) {
      for (int i = 0; i < components.length; i++) {
        String child = child(i);
        if (each.equals(child) || each.startsWith(child + "/")) {
          Optional<String> left = omitFirst(i, each);
          if (left.isPresent()) {
            return left;
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> omitFirst(int i, String named) {
    if (values[i].equals(defaults[i])) {
      return Optional.empty();
    }
    String child = child(i);
    if (values[i] instanceof List<?> list && named.length() > child.length()) {
      String step = ConfigPointer.segments(named).get(ConfigPointer.segments(child).size());
      int item = step.matches("[0-9]{1,6}") ? Integer.parseInt(step) - dropped[i] : -1;
      if (item < 0 || item >= list.size()) {
        return Optional.empty();
      }
      values[i] = List.copyOf(list.subList(item + 1, list.size()));
      dropped[i] += item + 1;
      return Optional.of(ConfigPointer.child(child, step));
    }
    values[i] = defaults[i];
    return Optional.of(child);
  }

  private String child(int i) {
    return ConfigPointer.child(pointer, ConfigKeys.of(components[i]));
  }
}
