package org.medchain.game.format;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;

/** What both formats of Gambit have in common: recursive descent with one token of look-ahead. */
class GambitParser {
  private final GameFileLexer lexer;
  private GameFileToken token;

  GambitParser(GameFileLexer lexer) throws GameFileException {
    this.lexer = lexer;
    this.token = lexer.next();
  }

  /** The next token, which stays. */
  final GameFileToken token() {
    return token;
  }

  /** Format, version, data type and title. */
  final String header(String format, String version) throws GameFileException {
    word(format, "a game file of Gambit begins with " + format);
    GameFileToken found = expect(GameFileToken.TokenKind.NUMBER, "the version " + version);
    if (!found.text().equals(version)) {
      throw error(found, "version " + version + " is read, not " + found.shown());
    }
    // D and R told old programs whether to calculate with doubles or rationals.
    if (token.kind() != GameFileToken.TokenKind.WORD || !token.text().matches("[DR]")) {
      throw expected("the data type R or D");
    }
    advance();
    return expect(GameFileToken.TokenKind.TEXT, "the title").text();
  }

  final List<String> playerNames() throws GameFileException {
    List<String> names = textList("a player's name");
    if (names.isEmpty()) {
      throw error(token, "a game has at least one player");
    }
    return names;
  }

  /** The text behind the players, if there is one. */
  final String comment() throws GameFileException {
    return token.kind() == GameFileToken.TokenKind.TEXT ? advance().text() : "";
  }

  final void expectEnd() throws GameFileException {
    if (token.kind() != GameFileToken.TokenKind.END) {
      throw expected("the end of the file");
    }
  }

  final GameFileToken advance() throws GameFileException {
    GameFileToken taken = token;
    token = lexer.next();
    return taken;
  }

  final GameFileToken expect(GameFileToken.TokenKind kind, String what) throws GameFileException {
    if (token.kind() != kind) {
      throw expected(what);
    }
    return advance();
  }

  final GameFileException expected(String what) {
    return error(token, "expected " + what + ", found " + token.shown());
  }

  final GameFileException error(GameFileToken where, String reason) {
    return lexer.error(where, reason);
  }

  private void word(String word, String reason) throws GameFileException {
    if (token.kind() != GameFileToken.TokenKind.WORD || !token.text().equals(word)) {
      throw error(token, reason + ", found " + token.shown());
    }
    advance();
  }

  final List<String> textList(String what) throws GameFileException {
    expect(GameFileToken.TokenKind.OPEN, "'{'");
    List<String> texts = new ArrayList<>();
    while (token.kind() != GameFileToken.TokenKind.CLOSE) {
      texts.add(expect(GameFileToken.TokenKind.TEXT, what + " in quotes or '}'").text());
    }
    advance();
    return texts;
  }

  final BigFraction number(GameFileToken number) throws GameFileException {
    return GameFileNumbers.parse(number.text())
        .orElseThrow(
            () ->
                error(
                    number,
                    "expected a number like -3, 1/3, 0.25 or 1.5e-3 (exponents up to %s), found %s"
                        .formatted(GameFileNumbers.MAX_EXPONENT, number.shown())));
  }

  final int integer(GameFileToken number, int least, int most, String what)
      throws GameFileException {
    if (!number.text().matches("\\d{1,9}")
        || Integer.parseInt(number.text()) < least
        || Integer.parseInt(number.text()) > most) {
      throw error(
          number,
          what + " is a whole number from " + least + " to " + most + ", found " + number.shown());
    }
    return Integer.parseInt(number.text());
  }
}
