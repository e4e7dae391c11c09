package org.medchain.experiments.config;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The components of a config record on their way into its constructor, of which some can be left
 * out again: a single value by its default, an item of a list with those before it.
 */
final class Parts {
  private final String pointer;
  private final RecordComponent[] components;
  private final Object[] values;
  private final Object[] usual;
  private final int[] dropped;

  /** The values at {@code pointer}, in the record's order, and what stands for one left out. */
  Parts(String pointer, RecordComponent[] components, Object[] values, Object[] usual) {
    this.pointer = pointer;
    this.components = components;
    this.values = values;
    this.usual = usual;
    this.dropped = new int[components.length];
  }

  Class<?>[] types() {
    return Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
  }

  Object[] values() {
    return values;
  }

  /** A complaint of the record, with its lists' items counted as in the file. */
  String renumbered(String complaint) {
    String text = complaint;
    for (int i = 0; i < components.length; i++) {
      String key = Pointer.words(child(i));
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
   * @return which; empty if none can, so that trying again would only bring the same complaint
   */
  Optional<String> leaveOut(List<String> named) {
    for (String each : named) {
      for (int i = 0; i < components.length; i++) {
        String child = child(i);
        if (each.equals(child) || each.startsWith(child + "/")) {
          Optional<String> left = leaveOut(i, each);
          if (left.isPresent()) {
            return left;
          }
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> leaveOut(int i, String named) {
    String child = child(i);
    if (values[i] instanceof List<?> list && named.length() > child.length()) {
      String step = Pointer.steps(named).get(Pointer.steps(child).size());
      int item = step.matches("[0-9]{1,6}") ? Integer.parseInt(step) - dropped[i] : -1;
      if (item < 0 || item >= list.size()) {
        return Optional.empty();
      }
      values[i] = List.copyOf(list.subList(item + 1, list.size()));
      dropped[i] += item + 1;
      return Optional.of(Pointer.child(child, step));
    }
    if (values[i].equals(usual[i])) {
      return Optional.empty();
    }
    values[i] = usual[i];
    return Optional.of(child);
  }

  private String child(int i) {
    return Pointer.child(pointer, Keys.of(components[i]));
  }
}
