package org.medchain.game.format;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.Player;

/** Reads {@code .nfg} by recursive descent with one token of look-ahead. */
final class NfgParser {
  private final Lexer lexer;
  private Token token;

  NfgParser(Lexer lexer) throws GameFileException {
    this.lexer = lexer;
    this.token = lexer.next();
  }

  NfgFile parse() throws GameFileException {
    word("NFG", "a game file of Gambit begins with NFG");
    Token version = take(Token.Kind.NUMBER, "the version 1");
    if (!version.text().equals("1")) {
      throw lexer.error(version, "version 1 is read, not " + version.shown());
    }
    dataType();
    String title = take(Token.Kind.TEXT, "the title").text();
    List<String> names = texts("a player's name");
    if (names.isEmpty()) {
      throw lexer.error(token, "a game has at least one player");
    }
    List<Player> players = players(names);
    String comment = token.kind() == Token.Kind.TEXT ? advance().text() : "";
    BigFraction[][] payoffs =
        token.kind() == Token.Kind.OPEN ? outcomeForm(players) : payoffForm(players);
    if (token.kind() != Token.Kind.END) {
      throw expected("the end of the file");
    }
    return new NfgFile(Game.of(title, players, payoffs), comment);
  }

  private Token advance() throws GameFileException {
    Token taken = token;
    token = lexer.next();
    return taken;
  }

  private Token take(Token.Kind kind, String what) throws GameFileException {
    if (token.kind() != kind) {
      throw expected(what);
    }
    return advance();
  }

  private GameFileException expected(String what) {
    return lexer.error(token, "expected " + what + ", found " + token.shown());
  }

  private void word(String word, String reason) throws GameFileException {
    if (token.kind() != Token.Kind.WORD || !token.text().equals(word)) {
      throw lexer.error(token, reason + ", found " + token.shown());
    }
    advance();
  }

  /** D and R told old programs whether to calculate with doubles or rationals. */
  private void dataType() throws GameFileException {
    if (token.kind() != Token.Kind.WORD || !token.text().matches("[DR]")) {
      throw expected("the data type R or D");
    }
    advance();
  }

  private List<String> texts(String what) throws GameFileException {
    take(Token.Kind.OPEN, "'{'");
    List<String> texts = new ArrayList<>();
    while (token.kind() != Token.Kind.CLOSE) {
      texts.add(take(Token.Kind.TEXT, what + " in quotes or '}'").text());
    }
    advance();
    return texts;
  }

  private List<Player> players(List<String> names) throws GameFileException {
    Token open = take(Token.Kind.OPEN, "'{' before the players' actions");
    boolean named = token.kind() == Token.Kind.OPEN;
    List<Player> players = new ArrayList<>();
    long payoffs = names.size();
    for (String name : names) {
      String what = " of player " + (players.size() + 1);
      if (named) {
        Token start = token;
        List<String> actions = texts("a name of an action" + what);
        if (actions.isEmpty()) {
          throw lexer.error(start, "the list of actions" + what + " is empty");
        }
        payoffs *= actions.size();
        checkSize(open, payoffs);
        players.add(new Player(name, distinct(actions)));
      } else {
        Token count = take(Token.Kind.NUMBER, "the number of actions" + what);
        int actions = integer(count, 1, NfgFile.MOST_PAYOFFS, "the number of actions" + what);
        payoffs *= actions;
        checkSize(open, payoffs);
        players.add(Player.numbered(name, actions));
      }
    }
    take(Token.Kind.CLOSE, "'}' after the actions of " + names.size() + " players");
    return players;
  }

  private void checkSize(Token where, long payoffs) throws GameFileException {
    if (payoffs > NfgFile.MOST_PAYOFFS) {
      throw lexer.error(
          where, "the game has more than " + NfgFile.MOST_PAYOFFS + " payoffs, which is too large");
    }
  }

  /** Names that occur more than once get a number, as Gambit gives them. */
  private static List<String> distinct(List<String> names) {
    Set<String> used = new HashSet<>(names);
    TreeMap<String, Integer> counts = new TreeMap<>();
    names.forEach(name -> counts.merge(name, 1, Integer::sum));
    TreeMap<String, Integer> given = new TreeMap<>();
    List<String> distinct = new ArrayList<>();
    for (String name : names) {
      String candidate = name;
      while (counts.get(name) > 1 && !used.add(candidate)) {
        candidate = name + "_" + given.merge(name, 1, Integer::sum);
      }
      distinct.add(candidate);
    }
    return distinct;
  }

  private BigFraction[][] payoffForm(List<Player> players) throws GameFileException {
    BigFraction[][] payoffs = table(players);
    for (int index = 0; index < payoffs[0].length; index++) {
      for (int player = 0; player < payoffs.length; player++) {
        payoffs[player][index] =
            payoff("the payoff of player " + (player + 1) + " at", index, players);
      }
    }
    return payoffs;
  }

  private BigFraction[][] outcomeForm(List<Player> players) throws GameFileException {
    List<BigFraction[]> outcomes = outcomes(players.size());
    BigFraction[][] payoffs = table(players);
    for (int index = 0; index < payoffs[0].length; index++) {
      if (token.kind() != Token.Kind.NUMBER) {
        throw expected("the outcome of" + profile(index, players));
      }
      int outcome = integer(advance(), 0, outcomes.size(), "the number of an outcome");
      for (int player = 0; player < payoffs.length; player++) {
        // Number 0 is the outcome that pays nobody anything.
        payoffs[player][index] =
            outcome == 0 ? BigFraction.ZERO : outcomes.get(outcome - 1)[player];
      }
    }
    return payoffs;
  }

  private List<BigFraction[]> outcomes(int players) throws GameFileException {
    advance();
    List<BigFraction[]> outcomes = new ArrayList<>();
    while (token.kind() != Token.Kind.CLOSE) {
      String what = " of outcome " + (outcomes.size() + 1);
      take(Token.Kind.OPEN, "'{' before an outcome or '}' after the last");
      take(Token.Kind.TEXT, "the name" + what + " in quotes");
      BigFraction[] payoffs = new BigFraction[players];
      for (int player = 0; player < players; player++) {
        if (token.kind() != Token.Kind.NUMBER) {
          throw expected("the payoff of player " + (player + 1) + what);
        }
        payoffs[player] = number(advance());
        if (token.kind() == Token.Kind.COMMA) {
          advance();
        }
      }
      take(Token.Kind.CLOSE, "'}' after " + players + " payoffs" + what);
      outcomes.add(payoffs);
      checkSize(token, (long) outcomes.size() * players);
    }
    advance();
    return outcomes;
  }

  private static BigFraction[][] table(List<Player> players) {
    int profiles =
        players.stream().mapToInt(player -> player.actions().size()).reduce(1, Math::multiplyExact);
    return new BigFraction[players.size()][profiles];
  }

  private BigFraction payoff(String what, int index, List<Player> players)
      throws GameFileException {
    if (token.kind() != Token.Kind.NUMBER) {
      throw expected(what + profile(index, players));
    }
    return number(advance());
  }

  /** The profile as people count: actions from 1. */
  private static String profile(int index, List<Player> players) {
    int[] rest = {index};
    List<String> actions =
        IntStream.range(0, players.size())
            .mapToObj(
                player -> {
                  int size = players.get(player).actions().size();
                  String action = Integer.toString(rest[0] % size + 1);
                  rest[0] /= size;
                  return action;
                })
            .toList();
    return " profile (" + String.join(",", actions) + ")";
  }

  private BigFraction number(Token number) throws GameFileException {
    return Numbers.read(number.text())
        .orElseThrow(
            () ->
                lexer.error(
                    number,
                    "expected a number like -3, 1/3, 0.25 or 1.5e-3 (exponents up to "
                        + Numbers.MOST_EXPONENT
                        + "), found "
                        + number.shown()));
  }

  private int integer(Token number, int least, int most, String what) throws GameFileException {
    if (!number.text().matches("\\d{1,9}")
        || Integer.parseInt(number.text()) < least
        || Integer.parseInt(number.text()) > most) {
      throw lexer.error(
          number,
          what + " is a whole number from " + least + " to " + most + ", found " + number.shown());
    }
    return Integer.parseInt(number.text());
  }
}
