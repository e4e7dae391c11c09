package org.medchain.game.format;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;

/** What both formats of Gambit have in common: recursive descent with one token of look-ahead. */
class GambitParser {
  private final Lexer lexer;
  private Token token;

  GambitParser(Lexer lexer) throws GameFileException {
    this.lexer = lexer;
    this.token = lexer.next();
  }

  /** The next token, which stays. */
  final Token token() {
    return token;
  }

  /** Format, version, data type and title. */
  final String head(String format, String version) throws GameFileException {
    word(format, "a game file of Gambit begins with " + format);
    Token found = take(Token.Kind.NUMBER, "the version " + version);
    if (!found.text().equals(version)) {
      throw error(found, "version " + version + " is read, not " + found.shown());
    }
    // D and R told old programs whether to calculate with doubles or rationals.
    if (token.kind() != Token.Kind.WORD || !token.text().matches("[DR]")) {
      throw expected("the data type R or D");
    }
    advance();
    return take(Token.Kind.TEXT, "the title").text();
  }

  final List<String> playerNames() throws GameFileException {
    List<String> names = texts("a player's name");
    if (names.isEmpty()) {
      throw error(token, "a game has at least one player");
    }
    return names;
  }

  /** The text behind the players, if there is one. */
  final String comment() throws GameFileException {
    return token.kind() == Token.Kind.TEXT ? advance().text() : "";
  }

  final void end() throws GameFileException {
    if (token.kind() != Token.Kind.END) {
      throw expected("the end of the file");
    }
  }

  final Token advance() throws GameFileException {
    Token taken = token;
    token = lexer.next();
    return taken;
  }

  final Token take(Token.Kind kind, String what) throws GameFileException {
    if (token.kind() != kind) {
      throw expected(what);
    }
    return advance();
  }

  final GameFileException expected(String what) {
    return error(token, "expected " + what + ", found " + token.shown());
  }

  final GameFileException error(Token where, String reason) {
    return lexer.error(where, reason);
  }

  private void word(String word, String reason) throws GameFileException {
    if (token.kind() != Token.Kind.WORD || !token.text().equals(word)) {
      throw error(token, reason + ", found " + token.shown());
    }
    advance();
  }

  final List<String> texts(String what) throws GameFileException {
    take(Token.Kind.OPEN, "'{'");
    List<String> texts = new ArrayList<>();
    while (token.kind() != Token.Kind.CLOSE) {
      texts.add(take(Token.Kind.TEXT, what + " in quotes or '}'").text());
    }
    advance();
    return texts;
  }

  final BigFraction number(Token number) throws GameFileException {
    return Numbers.read(number.text())
        .orElseThrow(
            () ->
                error(
                    number,
                    "expected a number like -3, 1/3, 0.25 or 1.5e-3 (exponents up to "
                        + Numbers.MOST_EXPONENT
                        + "), found "
                        + number.shown()));
  }

  final int integer(Token number, int least, int most, String what) throws GameFileException {
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
