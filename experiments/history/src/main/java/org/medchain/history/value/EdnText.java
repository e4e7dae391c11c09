package org.medchain.history.value;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.medchain.history.value.HistoryValue.Elements;
import org.medchain.history.value.HistoryValue.Entries;
import org.medchain.history.value.HistoryValue.Sequence;
import org.medchain.history.value.HistoryValue.Tagged;

/** Values as EDN text, on one line; without recursion, so that depth costs no stack. */
final class EdnText {
  private EdnText() {}

  static String of(HistoryValue value) {
    StringBuilder text = new StringBuilder();
    Deque<Iterator<?>> open = new ArrayDeque<>();
    open.push(List.of(value).iterator());
    while (!open.isEmpty()) {
      if (!open.peek().hasNext()) {
        open.pop();
        continue;
      }
      switch (open.peek().next()) {
        case String written -> text.append(written);
        case Sequence sequence -> open.push(parts("[", sequence.items(), "]").iterator());
        case Elements elements -> open.push(parts("#{", elements.items(), "}").iterator());
        case Entries entries -> open.push(parts(entries).iterator());
        case Tagged tagged ->
            open.push(List.of("#" + tagged.tag() + " ", tagged.value()).iterator());
        case Object scalar -> text.append(scalar);
      }
    }
    return text.toString();
  }

  private static List<Object> parts(String before, Iterable<HistoryValue> items, String after) {
    List<Object> parts = new ArrayList<>(List.of(before));
    for (HistoryValue item : items) {
      if (parts.size() > 1) {
        parts.add(" ");
      }
      parts.add(item);
    }
    parts.add(after);
    return parts;
  }

  private static List<Object> parts(Entries entries) {
    List<Object> parts = new ArrayList<>(List.of("{"));
    for (Map.Entry<HistoryValue, HistoryValue> entry : entries.items().entrySet()) {
      if (parts.size() > 1) {
        parts.add(", ");
      }
      parts.add(entry.getKey());
      parts.add(" ");
      parts.add(entry.getValue());
    }
    parts.add("}");
    return parts;
  }

  static String quoted(String value) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char at = value.charAt(i);
      switch (at) {
        case '"' -> text.append("\\\"");
        case '\\' -> text.append("\\\\");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\t' -> text.append("\\t");
        default -> {
          // Control characters and lone surrogates, which UTF-8 has no bytes for, by number.
          boolean plain = !Character.isISOControl(at) && !lone(value, i);
          text.append(plain ? at : String.format(Locale.ROOT, "\\u%04x", (int) at));
        }
      }
    }
    return text.append('"').toString();
  }

  private static boolean lone(String value, int at) {
    char here = value.charAt(at);
    if (Character.isHighSurrogate(here)) {
      return at + 1 == value.length() || !Character.isLowSurrogate(value.charAt(at + 1));
    }
    return Character.isLowSurrogate(here)
        && (at == 0 || !Character.isHighSurrogate(value.charAt(at - 1)));
  }
}
