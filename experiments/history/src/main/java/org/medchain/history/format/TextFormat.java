package org.medchain.history.format;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The formats of a history's file. */
public enum TextFormat {
  /** Jepsen's {@code history.edn}: one event a line, or one vector of all. */
  EDN,
  /** JSON objects, one a line or in an array. */
  JSONL;

  private static final Pattern OBJECTS = Pattern.compile("[\\s\uFEFF]*(\\[\\s*)?\\{\\s*\"");

  /** As it is written. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** By the word. */
  public static Optional<TextFormat> of(String word) {
    for (TextFormat format : values()) {
      if (format.word().equals(word)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  /** By the beginning of the text: a brace and a quote begin JSON's objects, all else is EDN. */
  static TextFormat guess(String text) {
    return OBJECTS.matcher(text).lookingAt() ? JSONL : EDN;
  }
}
