package org.medchain.history.format;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.medchain.history.HistoryFormatException;
import org.medchain.history.value.HistoryValue;

/**
 * Values from EDN text (HIST-3). It recurses, so nesting has a bound; what is inside a discarded
 * form counts too.
 */
final class EdnParser {
  /** How deep vectors, lists, sets, maps and tags may lie within one another. */
  static final int DEPTH_MAX = 64;

  /** So that a long line of digits costs no long computation. */
  static final int DIGITS_MAX = 1000;

  private static final int END = -1;
  private static final Pattern INTEGER = Pattern.compile("[+-]?(?:0|[1-9][0-9]*)N?");
  private static final Pattern RATIO = Pattern.compile("([+-]?[0-9]+)/(0*[1-9][0-9]*)");
  private static final Pattern REAL =
      Pattern.compile("[+-]?(?:0|[1-9][0-9]*)(?:\\.[0-9]*)?(?:[eE][+-]?[0-9]{1,4})?M?");
  private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-fA-F]{4}|.?)", Pattern.DOTALL);

  /** Letters, digits and the marks that EDN allows; a slash before the last part. */
  private static final Pattern NAME =
      Pattern.compile("(?:[^/\\s@`~^]+/)?[^/\\s@`~^]+|/", Pattern.UNICODE_CHARACTER_CLASS);

  private static final List<String> CHARACTERS =
      List.of("newline", "return", "space", "tab", "formfeed", "backspace");

  private final String text;
  private int at;

  EdnParser(String text) {
    this.text = text;
  }

  /** The only value of a text. */
  static HistoryValue only(String text) throws HistoryFormatException {
    EdnParser parser = new EdnParser(text);
    if (!parser.hasNext()) {
      throw parser.wrong("nothing here; allowed: one value");
    }
    HistoryValue value = parser.next();
    if (parser.hasNext()) {
      throw parser.wrong("a second value; allowed: one");
    }
    return value;
  }

  /** Whether another value stands before the end; {@link #position} is its place then. */
  boolean hasNext() throws HistoryFormatException {
    skip(0);
    return peek() != END;
  }

  /** The next value; there is one. */
  HistoryValue next() throws HistoryFormatException {
    return value(0);
  }

  int position() {
    return at;
  }

  HistoryFormatException wrong(String message) {
    return wrongAt(at, message);
  }

  private HistoryFormatException wrongAt(int position, String message) {
    return HistoryFormatException.at(text, position, message);
  }

  private int peek() {
    return at < text.length() ? text.charAt(at) : END;
  }

  /** Whether this stands here; takes it then. */
  boolean takes(String start) {
    boolean found = text.startsWith(start, at);
    at += found ? start.length() : 0;
    return found;
  }

  /** Whether the collection that was entered ends here; takes the bracket then. */
  boolean closes(String bracket, int depth) throws HistoryFormatException {
    skip(depth);
    if (peek() == END) {
      String what =
          bracket.equals("}") ? "a map or set" : bracket.equals("]") ? "a vector" : "a list";
      throw wrong("the file ends within " + what + "; allowed: a value or " + bracket);
    }
    return takes(bracket);
  }

  private static boolean isBlank(int character) {
    return character == ',' || character == 0xFEFF || (character >= 0 && character <= ' ');
  }

  /** Blanks, commas, comments and discarded forms. */
  private void skip(int depth) throws HistoryFormatException {
    while (true) {
      if (isBlank(peek())) {
        at++;
      } else if (peek() == ';') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else if (takes("#_")) {
        if (depth >= DEPTH_MAX) {
          throw tooDeep();
        }
        skip(depth + 1);
        value(depth + 1);
      } else {
        return;
      }
    }
  }

  private HistoryFormatException tooDeep() {
    return wrong("nesting of more than " + DEPTH_MAX + "; allowed: at most " + DEPTH_MAX);
  }

  /** What a number, a name or a character's name continues to. */
  private String token() {
    int from = at;
    while (peek() != END && !isBlank(peek()) && "()[]{}\";\\".indexOf(peek()) < 0) {
      at++;
    }
    return text.substring(from, at);
  }

  private HistoryValue value(int depth) throws HistoryFormatException {
    if (depth > DEPTH_MAX) {
      throw tooDeep();
    }
    int first = peek();
    return switch (first) {
      case END -> throw wrong("the file ends where a value is wanted; allowed: any value");
      case '[' -> new HistoryValue.Sequence(items("[", "]", depth));
      case '(' -> new HistoryValue.Sequence(items("(", ")", depth));
      case '{' -> new HistoryValue.Entries(map("", depth));
      case '#' -> dispatch(depth);
      case ']', ')', '}' -> throw wrong("'" + (char) first + "' closes nothing; allowed: a value");
      case '"' -> new HistoryValue.Text(string());
      case '\\' -> new HistoryValue.Text(character());
      default -> scalar();
    };
  }

  private List<HistoryValue> items(String open, String close, int depth)
      throws HistoryFormatException {
    at += open.length();
    List<HistoryValue> items = new ArrayList<>();
    while (!closes(close, depth + 1)) {
      items.add(value(depth + 1));
    }
    return items;
  }

  private Map<HistoryValue, HistoryValue> map(String namespace, int depth)
      throws HistoryFormatException {
    at++;
    Map<HistoryValue, HistoryValue> entries = new LinkedHashMap<>();
    while (!closes("}", depth + 1)) {
      int from = at;
      HistoryValue key = qualified(namespace, value(depth + 1));
      skip(depth + 1);
      if (peek() == '}') {
        throw wrong("a map's key has no value; allowed: pairs");
      }
      if (entries.put(key, value(depth + 1)) != null) {
        throw wrongAt(from, "a map has a key twice; allowed: once");
      }
    }
    return entries;
  }

  /** A key of a map that is written with a namespace for all of its keys. */
  private static HistoryValue qualified(String namespace, HistoryValue key) {
    if (namespace.isEmpty() || !(key instanceof HistoryValue.Keyword(String name))) {
      return key;
    }
    return name.startsWith("_/")
        ? HistoryValue.keyword(name.substring(2))
        : name.contains("/") ? key : HistoryValue.keyword(namespace + "/" + name);
  }

  /** What begins with a number sign. */
  private HistoryValue dispatch(int depth) throws HistoryFormatException {
    int from = at;
    if (text.startsWith("#{", at)) {
      return elements(depth);
    }
    String token = token();
    if (token.startsWith("##")) {
      return switch (token) {
        case "##Inf" -> new HistoryValue.Real(Double.POSITIVE_INFINITY);
        case "##-Inf" -> new HistoryValue.Real(Double.NEGATIVE_INFINITY);
        case "##NaN" -> new HistoryValue.Real(Double.NaN);
        default -> throw wrongAt(from, "an unknown ## value; allowed: ##Inf, ##-Inf and ##NaN");
      };
    }
    boolean namespaced = token.startsWith("#:");
    String name = token.substring(namespaced ? 2 : 1);
    boolean named = NAME.matcher(name).matches();
    if (namespaced) {
      skip(depth + 1);
      if (!named || name.contains("/") || peek() != '{') {
        throw wrongAt(from, "'#:' without a namespace and a map; allowed: #:namespace{...}");
      }
      return new HistoryValue.Entries(map(name, depth));
    }
    if (!named || !Character.isLetter(name.codePointAt(0))) {
      throw wrongAt(from, "'#' without a tag's name; allowed: #name value, #{...} and #_value");
    }
    skip(depth + 1);
    return new HistoryValue.Tagged(name, value(depth + 1));
  }

  private HistoryValue elements(int depth) throws HistoryFormatException {
    at += 2;
    Set<HistoryValue> elements = new LinkedHashSet<>();
    while (!closes("}", depth + 1)) {
      int from = at;
      if (!elements.add(value(depth + 1))) {
        throw wrongAt(from, "a set has an element twice; allowed: once");
      }
    }
    return new HistoryValue.Elements(elements);
  }

  private String string() throws HistoryFormatException {
    int from = at++;
    while (peek() != '"') {
      at += peek() == '\\' ? 2 : 1;
      if (at >= text.length()) {
        throw wrongAt(from, "a string has no end; allowed: a closing quote");
      }
    }
    StringBuilder value = new StringBuilder();
    Matcher escapes = ESCAPE.matcher(text.substring(from + 1, at++));
    while (escapes.find()) {
      escapes.appendReplacement(value, "");
      value.append(escaped(from, escapes.group(1)));
    }
    return escapes.appendTail(value).toString();
  }

  private char escaped(int from, String escape) throws HistoryFormatException {
    if (escape.length() == 5) {
      return (char) Integer.parseInt(escape.substring(1), 16);
    }
    int known = escape.isEmpty() ? -1 : "\"\\/ntrbf".indexOf(escape);
    if (known < 0) {
      throw wrongAt(
          from, "an unknown escape in a string; allowed: \\\" \\\\ \\n \\t \\r \\b \\f \\uXXXX");
    }
    return "\"\\/\n\t\r\b\f".charAt(known);
  }

  /** A character, the backslash included; read as a string of one. */
  private String character() throws HistoryFormatException {
    int from = at++;
    int first = at < text.length() ? text.codePointAt(at) : ' ';
    at += first <= ' ' ? 0 : Character.charCount(first);
    String name = Character.toString(first) + (Character.isLetter(first) ? token() : "");
    if (name.matches("u[0-9a-fA-F]{4}")) {
      return Character.toString(Integer.parseInt(name.substring(1), 16));
    }
    int named = CHARACTERS.indexOf(name);
    String known = named < 0 ? name : "\n\r \t\f\b".substring(named, named + 1);
    if (first <= ' ' || known.codePointCount(0, known.length()) != 1) {
      throw wrongAt(from, "no character has this name; allowed: \\a, \\newline, \\uXXXX");
    }
    return known;
  }

  private HistoryValue scalar() throws HistoryFormatException {
    int from = at;
    String token = token();
    if (token.equals("nil")) {
      return HistoryValue.nil();
    }
    if (token.equals("true") || token.equals("false")) {
      return new HistoryValue.Bool(token.equals("true"));
    }
    if (token.matches("[+-]?[0-9].*")) {
      return number(from, token);
    }
    boolean keyword = token.startsWith(":");
    String name = keyword ? token.substring(1) : token;
    if (!NAME.matcher(name).matches() || name.startsWith(":") || name.startsWith("#")) {
      throw wrongAt(
          from, "\"" + shown(token) + "\" is no name; allowed: keywords, symbols, EDN's values");
    }
    return keyword ? HistoryValue.keyword(name) : new HistoryValue.Symbol(name);
  }

  private HistoryValue number(int from, String token) throws HistoryFormatException {
    if (token.length() > DIGITS_MAX) {
      throw wrongAt(from, "a number of " + token.length() + " characters; allowed: " + DIGITS_MAX);
    }
    if (INTEGER.matcher(token).matches()) {
      return new HistoryValue.Whole(new BigInteger(token.replace("N", "")));
    }
    Matcher ratio = RATIO.matcher(token);
    if (ratio.matches()) {
      return HistoryValue.ratio(new BigInteger(ratio.group(1)), new BigInteger(ratio.group(2)));
    }
    double value =
        REAL.matcher(token).matches()
            ? new BigDecimal(token.replace("M", "")).doubleValue()
            : Double.NaN;
    if (!Double.isFinite(value)) {
      throw wrongAt(from, "\"" + shown(token) + "\" is no number; allowed: 7, -7N, 2/3, 1.5e3");
    }
    return new HistoryValue.Real(value);
  }

  private static String shown(String token) {
    return token
        .substring(0, Math.min(40, token.length()))
        .replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}]", "?");
  }
}
