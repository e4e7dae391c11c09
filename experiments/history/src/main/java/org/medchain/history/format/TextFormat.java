package org.medchain.history.format;

import java.util.Locale;
import java.util.Optional;

/** The formats of a history's file. */
public enum TextFormat {
  /** Jepsen's {@code history.edn}: one event a line, or one vector of all. */
  EDN,
  /** One JSON object a line. */
  JSONL;

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

  /** By the beginning of the text: a brace and a quote begin JSON, all else is EDN. */
  static TextFormat guess(String text) {
    int at = blank(text, 0);
    if (at < text.length() && text.charAt(at) == '{') {
      int next = blank(text, at + 1);
      if (next < text.length() && text.charAt(next) == '"') {
        return JSONL;
      }
    }
    return EDN;
  }

  private static int blank(String text, int from) {
    int at = from;
    while (at < text.length() && (text.charAt(at) <= ' ' || text.charAt(at) == '\uFEFF')) {
      at++;
    }
    return at;
  }
}
