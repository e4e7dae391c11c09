package org.medchain.house;

import java.util.ArrayList;
import java.util.List;

/**
 * The comments and string literals of a Java source, as running text: consecutive line comments are
 * one passage, and so are the parts of a concatenation of literals.
 */
final class JavaProse {
  /** Passage of prose that starts in this line, from 1. */
  record Passage(int line, String text) {}

  private final String source;
  private final List<Passage> passages = new ArrayList<>();
  private int at;

  /** End of the last passage, and what may stand between it and its continuation. */
  private int end;

  private String glue = "";

  private JavaProse(String source) {
    this.source = source;
  }

  static List<Passage> of(String source) {
    JavaProse prose = new JavaProse(source);
    prose.read();
    return prose.passages;
  }

  private void read() {
    while (at < source.length()) {
      if (source.startsWith("//", at)) {
        int to = source.indexOf('\n', at);
        take(2, to < 0 ? source.length() : to, 0, "");
      } else if (source.startsWith("/*", at)) {
        take(2, source.indexOf("*/", at + 2) + 2, 2, null);
      } else if (source.startsWith("\"\"\"", at)) {
        take(3, literalEnd("\"\"\""), 3, "+");
      } else if (source.charAt(at) == '"') {
        take(1, literalEnd("\""), 1, "+");
      } else if (source.charAt(at) == '\'') {
        at = literalEnd("'");
      } else {
        at++;
      }
    }
  }

  /** The position after a literal that starts here; an escaped character does not end it. */
  private int literalEnd(String quote) {
    int to = at + quote.length();
    while (!source.startsWith(quote, to)) {
      to += source.charAt(to) == '\\' ? 2 : 1;
    }
    return to + quote.length();
  }

  /** Takes what lies between the marks of a token; {@code null} glue: it continues no other. */
  private void take(int opening, int to, int closing, String newGlue) {
    String text = plain(source.substring(at + opening, to - closing));
    boolean continues =
        newGlue != null
            && newGlue.equals(glue)
            && source.substring(end, at).strip().equals(newGlue)
            && !passages.isEmpty();
    if (continues) {
      Passage before = passages.removeLast();
      passages.add(new Passage(before.line(), before.text() + text));
    } else {
      int line = 1 + (int) source.substring(0, at).chars().filter(c -> c == '\n').count();
      passages.add(new Passage(line, text));
    }
    glue = newGlue;
    at = to;
    end = to;
  }

  /** Without line breaks and the asterisks that start a comment's lines. */
  private static String plain(String text) {
    return text.replaceAll("\\s*\\n\\s*(\\*(?!/)\\s*)?", " ");
  }
}
