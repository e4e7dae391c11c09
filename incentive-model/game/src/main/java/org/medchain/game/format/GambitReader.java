package org.medchain.game.format;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;

/**
 * What both formats of Gambit have in common: recursive descent with one token of look-ahead. White
 * space only separates; within quotes {@code \"} is a quote and {@code \\} a backslash, and any
 * other backslash is itself.
 */
class GambitReader {
  /** Larger exponents would fill the memory. */
  private static final int MAX_EXPONENT = 1000;

  private static final int MAX_CHARACTERS = 2000;
  private static final Pattern RATIO = Pattern.compile("([+-]?\\d+)/(\\d+)");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:\\d++(?:\\.\\d*+)?|\\.\\d++)(?:[eE]([+-]?\\d{1,6}))?");

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\p{javaWhitespace}*+"
              + "([{},]|\"[^\"\\\\]*+(?:\\\\[\"\\\\]?[^\"\\\\]*+)*+\"?|[^{},\"\\p{javaWhitespace}]++|$)");

  private final String file;
  private final String text;
  private final Matcher tokens;
  private Token token;

  enum Kind {
    OPEN,
    CLOSE,
    COMMA,
    TEXT,
    NUMBER,
    WORD,
    END
  }

  /**
   * A token of a file.
   *
   * @param text of a text without quotes and escapes, of other tokens as it stands
   * @param place of its first character
   */
  record Token(Kind kind, String text, int place) {
    /** What a message calls it. Messages are one line, for every content of the file. */
    String shown() {
      String clean = text.replaceAll("\\p{Cntrl}", " ");
      String shortened = clean.length() <= 40 ? clean : clean.substring(0, 40) + "…";
      return switch (kind) {
        case TEXT -> "the text \"" + shortened + "\"";
        case END -> "the end of the file";
        default -> "'" + shortened + "'";
      };
    }
  }

  GambitReader(String file, String text) throws GameFileException {
    this.file = file;
    // A byte order mark is no character of the game.
    this.text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    this.tokens = TOKEN.matcher(this.text);
    this.token = next();
  }

  static String content(Path path, long mostBytes) throws IOException, GameFileException {
    if (Files.size(path) > mostBytes) {
      throw new GameFileException(
          path.toString(), 1, 1, "more than " + mostBytes + " bytes are not read");
    }
    return new String(Files.readAllBytes(path), StandardCharsets.UTF_8);
  }

  private Token next() throws GameFileException {
    tokens.lookingAt();
    String found = tokens.group(1);
    int place = tokens.start(1);
    tokens.region(tokens.end(), text.length());
    if (found.isEmpty()) {
      return new Token(Kind.END, "", place);
    }
    Kind kind =
        switch (found.charAt(0)) {
          case '{' -> Kind.OPEN;
          case '}' -> Kind.CLOSE;
          case ',' -> Kind.COMMA;
          case '"' -> Kind.TEXT;
          case '+', '-', '.', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> Kind.NUMBER;
          default -> Kind.WORD;
        };
    return kind == Kind.TEXT ? unquoted(found, place) : new Token(kind, found, place);
  }

  private Token unquoted(String quoted, int place) throws GameFileException {
    String inside = quoted.substring(1);
    String content = inside.replaceAll("\\\\([\"\\\\])", "$1");
    boolean closed = inside.replaceAll("\\\\[\"\\\\]", "").endsWith("\"");
    if (!closed) {
      throw error(new Token(Kind.TEXT, "", place), "this quoted text has no closing quote");
    }
    return new Token(Kind.TEXT, content.substring(0, content.length() - 1), place);
  }

  /** The next token, which stays. */
  final Token token() {
    return token;
  }

  final boolean is(Kind kind) {
    return token.kind() == kind;
  }

  final Token advance() throws GameFileException {
    Token taken = token;
    token = next();
    return taken;
  }

  final Token expect(Kind kind, String what) throws GameFileException {
    if (!is(kind)) {
      throw expected(what);
    }
    return advance();
  }

  final GameFileException expected(String what) {
    return error(token, "expected " + what + ", found " + token.shown());
  }

  final GameFileException error(Token where, String reason) {
    // A line ends with \n, \r\n or a lone \r.
    String[] lines = text.substring(0, where.place()).split("\r\n|\r|\n", -1);
    return new GameFileException(file, lines.length, lines[lines.length - 1].length() + 1, reason);
  }

  /** Format, version, data type and title. */
  final String header(String format, String version) throws GameFileException {
    if (!is(Kind.WORD) || !token.text().equals(format)) {
      throw error(
          token, "a game file of Gambit begins with " + format + ", found " + token.shown());
    }
    advance();
    Token found = expect(Kind.NUMBER, "the version " + version);
    if (!found.text().equals(version)) {
      throw error(found, "version " + version + " is read, not " + found.shown());
    }
    // D and R told old programs whether to calculate with doubles or rationals.
    if (!is(Kind.WORD) || !token.text().matches("[DR]")) {
      throw expected("the data type R or D");
    }
    advance();
    return expect(Kind.TEXT, "the title").text();
  }

  final List<String> playerNames() throws GameFileException {
    return textList("a player's name", "a game has at least one player");
  }

  /** The text at this place, if there is one. */
  final Optional<String> optionalText() throws GameFileException {
    return is(Kind.TEXT) ? Optional.of(advance().text()) : Optional.empty();
  }

  /** Texts within braces, one or more. */
  final List<String> textList(String what, String ifEmpty) throws GameFileException {
    Token open = expect(Kind.OPEN, "'{'");
    List<String> texts = new ArrayList<>();
    while (!is(Kind.CLOSE)) {
      texts.add(expect(Kind.TEXT, what + " in quotes or '}'").text());
    }
    advance();
    if (texts.isEmpty()) {
      throw error(open, ifEmpty);
    }
    return texts;
  }

  /** A payoff for each player up to the closing brace; commas may be left out. */
  final List<BigFraction> payoffs(int players, String where) throws GameFileException {
    List<BigFraction> payoffs = new ArrayList<>();
    for (int player = 1; player <= players; player++) {
      payoffs.add(number("the payoff of player " + player + where));
      if (is(Kind.COMMA)) {
        advance();
      }
    }
    expect(Kind.CLOSE, "'}' after " + players + " payoffs" + where);
    return payoffs;
  }

  /** A number: whole, decimal, with exponent, or p/q. It is taken exactly. */
  final BigFraction number(String what) throws GameFileException {
    Token found = expect(Kind.NUMBER, what);
    return parsed(found.text())
        .orElseThrow(
            () ->
                error(
                    found,
                    "expected a number like -3, 1/3, 0.25 or 1.5e-3 (exponents up to %s), found %s"
                        .formatted(MAX_EXPONENT, found.shown())));
  }

  private static Optional<BigFraction> parsed(String text) {
    if (text.length() > MAX_CHARACTERS) {
      return Optional.empty();
    }
    Matcher ratio = RATIO.matcher(text);
    if (ratio.matches()) {
      BigInteger denominator = new BigInteger(ratio.group(2));
      return denominator.signum() == 0
          ? Optional.empty()
          : Optional.of(new BigFraction(new BigInteger(ratio.group(1)), denominator));
    }
    Matcher decimal = DECIMAL.matcher(text);
    boolean readable =
        decimal.matches()
            && (decimal.group(1) == null
                || Math.abs(Integer.parseInt(decimal.group(1))) <= MAX_EXPONENT);
    return readable ? Optional.of(Game.rational(new BigDecimal(text))) : Optional.empty();
  }

  /** A whole number; {@code what} says which. */
  final int integer(int least, int most, String what) throws GameFileException {
    return integer(expect(Kind.NUMBER, what), least, most, what);
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
