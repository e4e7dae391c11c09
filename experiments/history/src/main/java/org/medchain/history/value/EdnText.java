package org.medchain.history.value;

import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Values as EDN text, on one line. */
final class EdnText {
  private EdnText() {}

  static String between(String open, Collection<?> items, String close) {
    return items.stream().map(Object::toString).collect(Collectors.joining(" ", open, close));
  }

  static String quoted(String value) {
    StringBuilder text = new StringBuilder("\"");
    value.codePoints().forEach(each -> text.append(character(each)));
    return text.append('"').toString();
  }

  private static String character(int character) {
    return switch (character) {
      case '"' -> "\\\"";
      case '\\' -> "\\\\";
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default -> {
        // Control characters and lone surrogates, which UTF-8 has no bytes for, by number.
        boolean plain =
            !Character.isISOControl(character)
                && Character.getType(character) != Character.SURROGATE;
        yield plain
            ? Character.toString(character)
            : String.format(Locale.ROOT, "\\u%04x", character);
      }
    };
  }
}
