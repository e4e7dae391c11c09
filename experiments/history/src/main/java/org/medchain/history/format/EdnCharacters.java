package org.medchain.history.format;

import org.medchain.history.HistoryFormatException;

/** The characters of an EDN text, with a place for each. */
final class EdnCharacters {
  private static final int END = -1;

  private final String text;
  private int at;

  EdnCharacters(String text) {
    this.text = text;
  }

  int peek() {
    return peek(0);
  }

  int peek(int ahead) {
    return at + ahead < text.length() ? text.charAt(at + ahead) : END;
  }

  void take() {
    at++;
  }

  int position() {
    return at;
  }

  HistoryFormatException wrong(String message) {
    return wrongAt(at, message);
  }

  HistoryFormatException wrongAt(int position, String message) {
    return HistoryFormatException.at(text, position, message);
  }

  /** Blanks, commas and comments. */
  void skipBlank() {
    while (isBlank(peek()) || peek() == ';') {
      if (peek() == ';') {
        int end = text.indexOf('\n', at);
        at = end < 0 ? text.length() : end;
      } else {
        at++;
      }
    }
  }

  private static boolean isBlank(int character) {
    return character == ',' || character == 0xFEFF || (character >= 0 && character <= ' ');
  }

  /** What a number, a name or a character's name continues to. */
  String token() {
    int from = at;
    while (peek() != END && !isBlank(peek()) && "()[]{}\";\\".indexOf(peek()) < 0) {
      at++;
    }
    return text.substring(from, at);
  }

  /** A string, the quotes included. */
  String string() throws HistoryFormatException {
    int from = at++;
    StringBuilder value = new StringBuilder();
    while (peek() != '"') {
      if (peek() == END) {
        throw wrongAt(from, "a string has no end; allowed: a closing quote");
      }
      if (peek() == '\\') {
        at++;
        value.append(escape());
      } else {
        value.append((char) peek());
        at++;
      }
    }
    at++;
    return value.toString();
  }

  private char escape() throws HistoryFormatException {
    int letter = peek();
    if (letter == 'u') {
      return number(1);
    }
    int known = "\"\\/ntrbf".indexOf(letter);
    if (known < 0) {
      throw wrong("an unknown escape in a string; allowed: \\\" \\\\ \\n \\t \\r \\b \\f \\uXXXX");
    }
    at++;
    return "\"\\/\n\t\r\b\f".charAt(known);
  }

  /** Four hexadecimal digits. */
  private char number(int ahead) throws HistoryFormatException {
    int value = 0;
    for (int i = ahead; i < ahead + 4; i++) {
      int digit = peek(i) == END ? -1 : Character.digit(peek(i), 16);
      if (digit < 0 || peek(i) > 'f') {
        throw wrong("\\u without four hexadecimal digits; allowed: \\uXXXX");
      }
      value = value * 16 + digit;
    }
    at += ahead + 4;
    return (char) value;
  }

  /** A character, the backslash included; read as a string of one. */
  String character() throws HistoryFormatException {
    int from = at;
    at++;
    if (peek() == END || peek() <= ' ') {
      throw wrongAt(from, "a backslash without a character; allowed: \\a, \\newline, \\uXXXX");
    }
    if (peek() == 'u' && peek(1) != END && Character.digit(peek(1), 16) >= 0) {
      return Character.toString(number(1));
    }
    int length = Character.charCount(text.codePointAt(at));
    String first = text.substring(at, at + length);
    at += length;
    String name = Character.isLetter(first.codePointAt(0)) ? first + token() : first;
    return switch (name) {
      case "newline" -> "\n";
      case "return" -> "\r";
      case "space" -> " ";
      case "tab" -> "\t";
      case "formfeed" -> "\f";
      case "backspace" -> "\b";
      default -> {
        if (name.length() != length) {
          throw wrongAt(from, "no character has this name; allowed: \\a, \\newline, \\uXXXX");
        }
        yield name;
      }
    };
  }
}
