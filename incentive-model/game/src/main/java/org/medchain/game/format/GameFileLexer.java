package org.medchain.game.format;

/**
 * Cuts a game file into tokens. White space only separates; within quotes {@code \"} is a quote and
 * {@code \\} a backslash, and any other backslash is itself, as in Gambit.
 */
final class GameFileLexer {
  private final String file;
  private final String text;
  private int at;
  private int line = 1;
  private int lineStart;

  GameFileLexer(String file, String text) {
    this.file = file;
    this.text = text;
    // A byte order mark is no character of the game.
    this.at = text.startsWith("\uFEFF") ? 1 : 0;
    this.lineStart = at;
  }

  GameFileException error(GameFileToken token, String reason) {
    return new GameFileException(file, token.line(), token.column(), reason);
  }

  GameFileToken next() throws GameFileException {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      step();
    }
    int startLine = line;
    int startColumn = at - lineStart + 1;
    if (at == text.length()) {
      return new GameFileToken(GameFileToken.TokenKind.END, "", startLine, startColumn);
    }
    char first = text.charAt(at);
    GameFileToken.TokenKind kind =
        switch (first) {
          case '{' -> GameFileToken.TokenKind.OPEN;
          case '}' -> GameFileToken.TokenKind.CLOSE;
          case ',' -> GameFileToken.TokenKind.COMMA;
          case '"' -> GameFileToken.TokenKind.TEXT;
          case '+', '-', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
              GameFileToken.TokenKind.NUMBER;
          default -> GameFileToken.TokenKind.WORD;
        };
    String content =
        switch (kind) {
          case TEXT -> quoted(startLine, startColumn);
          case NUMBER, WORD -> bare();
          case OPEN, CLOSE, COMMA, END -> {
            step();
            yield String.valueOf(first);
          }
        };
    return new GameFileToken(kind, content, startLine, startColumn);
  }

  private void step() {
    // A line ends with \n, \r\n or a lone \r.
    char passed = text.charAt(at++);
    boolean pair = passed == '\r' && at < text.length() && text.charAt(at) == '\n';
    if (passed == '\n' || (passed == '\r' && !pair)) {
      line++;
      lineStart = at;
    }
  }

  private String bare() {
    int start = at;
    while (at < text.length()
        && "{},\"".indexOf(text.charAt(at)) < 0
        && !Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return text.substring(start, at);
  }

  private String quoted(int startLine, int startColumn) throws GameFileException {
    StringBuilder content = new StringBuilder();
    step();
    while (at < text.length() && text.charAt(at) != '"') {
      boolean escape =
          text.charAt(at) == '\\'
              && at + 1 < text.length()
              && (text.charAt(at + 1) == '"' || text.charAt(at + 1) == '\\');
      at += escape ? 1 : 0;
      content.append(text.charAt(at));
      step();
    }
    if (at == text.length()) {
      throw new GameFileException(
          file, startLine, startColumn, "this quoted text has no closing quote");
    }
    at++;
    return content.toString();
  }
}
