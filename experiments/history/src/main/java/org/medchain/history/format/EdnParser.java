package org.medchain.history.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.medchain.history.HistoryFormatException;
import org.medchain.history.value.HistoryValue;
import org.medchain.history.value.HistoryValue.Elements;
import org.medchain.history.value.HistoryValue.Entries;
import org.medchain.history.value.HistoryValue.Sequence;
import org.medchain.history.value.HistoryValue.Tagged;

/**
 * Values from EDN text (HIST-3). It recurses, so nesting has a bound; what is inside a discarded
 * form counts too.
 */
record EdnParser(EdnCharacters in) {
  /** How deep vectors, lists, sets, maps and tags may lie within one another. */
  static final int DEPTH_MAX = 64;

  private static final int END = -1;

  /** The only value of a text. */
  static HistoryValue only(String text) throws HistoryFormatException {
    EdnParser parser = new EdnParser(new EdnCharacters(text));
    if (!parser.hasNext()) {
      throw parser.in.wrong("nothing here; allowed: one value");
    }
    HistoryValue value = parser.next();
    if (parser.hasNext()) {
      throw parser.in.wrong("a second value; allowed: one");
    }
    return value;
  }

  /** Whether another value stands before the end. */
  boolean hasNext() throws HistoryFormatException {
    skip(0);
    return in.peek() != END;
  }

  /** The next value; there is one. */
  HistoryValue next() throws HistoryFormatException {
    return value(0);
  }

  /** Whether the collection that was entered ends here; takes the bracket then. */
  boolean closes(char bracket) throws HistoryFormatException {
    skip(0);
    if (in.peek() == END) {
      throw in.wrong("the file ends within " + name(bracket) + "; allowed: a value or " + bracket);
    }
    if (in.peek() != bracket) {
      return false;
    }
    in.take();
    return true;
  }

  /** Blanks, commas, comments and discarded forms. */
  private void skip(int depth) throws HistoryFormatException {
    while (true) {
      in.skipBlank();
      if (in.peek() != '#' || in.peek(1) != '_') {
        return;
      }
      in.take();
      in.take();
      if (depth >= DEPTH_MAX) {
        throw tooDeep();
      }
      skip(depth + 1);
      value(depth + 1);
    }
  }

  private HistoryFormatException tooDeep() {
    return in.wrong("nesting of more than " + DEPTH_MAX + "; allowed: at most " + DEPTH_MAX);
  }

  private HistoryValue value(int depth) throws HistoryFormatException {
    if (depth > DEPTH_MAX) {
      throw tooDeep();
    }
    int first = in.peek();
    return switch (first) {
      case END -> throw in.wrong("the file ends where a value is wanted; allowed: any value");
      case '[' -> new Sequence(items(']', depth));
      case '(' -> new Sequence(items(')', depth));
      case '{' -> new Entries(map("", depth));
      case '#' -> dispatch(depth);
      case ']', ')', '}' ->
          throw in.wrong("'" + (char) first + "' closes nothing; allowed: a value");
      case '"' -> new HistoryValue.Text(in.string());
      case '\\' -> new HistoryValue.Text(in.character());
      default -> EdnScalars.of(in);
    };
  }

  private List<HistoryValue> items(char bracket, int depth) throws HistoryFormatException {
    in.take();
    List<HistoryValue> items = new ArrayList<>();
    while (!ends(bracket, depth)) {
      items.add(value(depth + 1));
    }
    return items;
  }

  private boolean ends(char bracket, int depth) throws HistoryFormatException {
    skip(depth + 1);
    return closes(bracket);
  }

  private Map<HistoryValue, HistoryValue> map(String namespace, int depth)
      throws HistoryFormatException {
    in.take();
    Map<HistoryValue, HistoryValue> entries = new LinkedHashMap<>();
    while (!ends('}', depth)) {
      int at = in.position();
      HistoryValue key = qualified(namespace, value(depth + 1));
      skip(depth + 1);
      if (in.peek() == '}') {
        throw in.wrong("a map's key has no value; allowed: pairs");
      }
      if (entries.put(key, value(depth + 1)) != null) {
        throw in.wrongAt(at, "a map has a key twice; allowed: once");
      }
    }
    return entries;
  }

  /** A key of a map that is written with a namespace for all of its keys. */
  private static HistoryValue qualified(String namespace, HistoryValue key) {
    if (namespace.isEmpty() || !(key instanceof HistoryValue.Keyword keyword)) {
      return key;
    }
    if (keyword.name().startsWith("_/")) {
      return new HistoryValue.Keyword(keyword.name().substring(2));
    }
    return keyword.name().contains("/")
        ? key
        : new HistoryValue.Keyword(namespace + "/" + keyword.name());
  }

  private HistoryValue dispatch(int depth) throws HistoryFormatException {
    return switch (in.peek(1)) {
      case '{' -> {
        in.take();
        yield elements(depth);
      }
      case '#' -> EdnScalars.symbolic(in);
      case ':' -> {
        String namespace = EdnScalars.namespace(in);
        in.skipBlank();
        if (in.peek() != '{') {
          throw in.wrong("'#:' without a map; allowed: #:namespace{...}");
        }
        yield new Entries(map(namespace, depth));
      }
      default -> {
        String tag = EdnScalars.tag(in);
        skip(depth + 1);
        yield new Tagged(tag, value(depth + 1));
      }
    };
  }

  private HistoryValue elements(int depth) throws HistoryFormatException {
    in.take();
    Set<HistoryValue> elements = new LinkedHashSet<>();
    while (!ends('}', depth)) {
      int at = in.position();
      if (!elements.add(value(depth + 1))) {
        throw in.wrongAt(at, "a set has an element twice; allowed: once");
      }
    }
    return new Elements(elements);
  }

  private static String name(char bracket) {
    return bracket == '}' ? "a map or set" : bracket == ']' ? "a vector" : "a list";
  }
}
