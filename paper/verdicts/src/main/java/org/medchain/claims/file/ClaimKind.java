package org.medchain.claims.file;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** How a claim can be decided, and the fields that an entry of this kind has. */
public enum ClaimKind {
  /** An experiment decides it, with a threshold that stands before its result. */
  VERDICT("hypothesis", "experiment", "metric", "threshold", "expected"),
  /** A command shows it. */
  COMMAND("command"),
  /** The mechanism is not there. */
  NOT_BUILT("mechanism", "nearest"),
  /** Nothing here decides it. */
  NOT_DECIDABLE("reason");

  private final List<String> fields;

  ClaimKind(String... fields) {
    this.fields = List.of(fields);
  }

  /** The word for it in files. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** What an entry has to say. */
  public List<String> fields() {
    return fields;
  }

  /** All words. */
  public static String allowed() {
    return Arrays.stream(values()).map(ClaimKind::key).collect(Collectors.joining(", "));
  }
}
