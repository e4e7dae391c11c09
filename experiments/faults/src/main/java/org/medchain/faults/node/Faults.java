package org.medchain.faults.node;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The faults of a process at a time, as {@code faults.txt} names them: a key and its value a line
 * (FN-2). What is absent is no fault.
 *
 * @param values by key; the empty text for a key without value
 */
public record Faults(Map<FaultKey, String> values) {
  /** No fault. */
  public static final Faults NONE = new Faults(Map.of());

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if one is out of range; the message is one line
   */
  public Faults {
    values.forEach(
        (key, value) ->
            key.complaint(value)
                .ifPresent(
                    line -> {
                      throw new IllegalArgumentException(line);
                    }));
    EnumMap<FaultKey, String> ordered = new EnumMap<>(FaultKey.class);
    ordered.putAll(values);
    values = Collections.unmodifiableMap(ordered);
  }

  /**
   * Reads lines; empty ones and those that begin with {@code #} say nothing.
   *
   * @throws IllegalArgumentException if a line names no fault; the message is one line
   */
  public static Faults parse(String text) {
    Map<FaultKey, String> values = new EnumMap<>(FaultKey.class);
    List<String> lines = text.lines().map(String::strip).toList();
    for (String line : lines) {
      if (!line.isEmpty() && !line.startsWith("#")) {
        String[] words = line.split("\\s+", 2);
        FaultKey key = FaultKey.of(words[0]).orElseThrow(() -> unknown(words[0]));
        if (values.put(key, words.length > 1 ? words[1] : "") != null) {
          throw new IllegalArgumentException(key.text() + ": is there twice");
        }
      }
    }
    return new Faults(values);
  }

  private static IllegalArgumentException unknown(String word) {
    List<String> known = Stream.of(FaultKey.values()).map(FaultKey::text).toList();
    return new IllegalArgumentException(
        "no fault '" + word + "'; there are " + String.join(", ", known));
  }

  /** The lines that read back as these faults. */
  public String text() {
    List<String> lines = new ArrayList<>();
    values.forEach((key, value) -> lines.add((key.text() + " " + value).strip() + "\n"));
    return String.join("", lines);
  }

  /** The same with this one besides. */
  public Faults with(FaultKey key, Object value) {
    Map<FaultKey, String> more = new EnumMap<>(FaultKey.class);
    more.putAll(values);
    more.put(key, value.toString());
    return new Faults(more);
  }

  /** The same with a fault that has no value. */
  public Faults with(FaultKey key) {
    return with(key, "");
  }

  /** Whether it is there. */
  public boolean has(FaultKey key) {
    return values.containsKey(key);
  }

  long number(FaultKey key) {
    return has(key) ? Long.parseLong(values.get(key)) : 0;
  }

  double share(FaultKey key) {
    return has(key) ? Double.parseDouble(values.get(key)) : 0;
  }

  /** What is said falsely. */
  Set<LieKind> lies() {
    return words(FaultKey.LIE).flatMap(LieKind::parse).orElse(Set.of());
  }

  Optional<String> words(FaultKey key) {
    return Optional.ofNullable(values.get(key));
  }
}
