package org.medchain.game.format;

/**
 * A token of a game file.
 *
 * @param text of a text without quotes and escapes, of other tokens as it stands
 * @param line from 1
 * @param column from 1
 */
record GameFileToken(TokenKind kind, String text, int line, int column) {
  enum TokenKind {
    OPEN("'{'"),
    CLOSE("'}'"),
    COMMA("','"),
    TEXT("a quoted text"),
    NUMBER("a number"),
    WORD("a word"),
    END("the end of the file");

    private final String description;

    TokenKind(String description) {
      this.description = description;
    }

    String description() {
      return description;
    }
  }

  /** What a message calls it. */
  String shown() {
    return switch (kind) {
      case NUMBER, WORD -> "'" + shortened() + "'";
      case TEXT -> "the text \"" + shortened() + "\"";
      case OPEN, CLOSE, COMMA, END -> kind.description();
    };
  }

  private String shortened() {
    // Messages are one line, for every content of the file.
    String clean = text.replaceAll("\\p{Cntrl}", " ");
    return clean.length() <= 40 ? clean : clean.substring(0, 40) + "…";
  }
}
