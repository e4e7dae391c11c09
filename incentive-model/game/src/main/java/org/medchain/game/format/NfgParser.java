package org.medchain.game.format;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.Player;

/** Reads {@code .nfg}. */
final class NfgParser extends GambitParser {
  NfgParser(GameFileLexer lexer) throws GameFileException {
    super(lexer);
  }

  NfgFile parse() throws GameFileException {
    String title = header("NFG", "1");
    List<String> names = playerNames();
    List<Player> players = players(names);
    String comment = comment();
    BigFraction[][] payoffs =
        token().kind() == GameFileToken.TokenKind.OPEN ? outcomeForm(players) : payoffForm(players);
    expectEnd();
    return new NfgFile(Game.of(title, players, payoffs), comment);
  }

  private List<Player> players(List<String> names) throws GameFileException {
    GameFileToken open = expect(GameFileToken.TokenKind.OPEN, "'{' before the players' actions");
    boolean named = token().kind() == GameFileToken.TokenKind.OPEN;
    List<Player> players = new ArrayList<>();
    long payoffs = names.size();
    for (String name : names) {
      String what = " of player " + (players.size() + 1);
      if (named) {
        GameFileToken start = token();
        List<String> actions = textList("a name of an action" + what);
        if (actions.isEmpty()) {
          throw error(start, "the list of actions" + what + " is empty");
        }
        payoffs *= actions.size();
        checkSize(open, payoffs);
        players.add(new Player(name, Player.distinct(actions)));
      } else {
        GameFileToken count =
            expect(GameFileToken.TokenKind.NUMBER, "the number of actions" + what);
        int actions = integer(count, 1, NfgFile.MAX_PAYOFFS, "the number of actions" + what);
        payoffs *= actions;
        checkSize(open, payoffs);
        players.add(Player.numbered(name, actions));
      }
    }
    expect(GameFileToken.TokenKind.CLOSE, "'}' after the actions of " + names.size() + " players");
    return players;
  }

  private void checkSize(GameFileToken where, long payoffs) throws GameFileException {
    if (payoffs > NfgFile.MAX_PAYOFFS) {
      throw error(
          where, "the game has more than " + NfgFile.MAX_PAYOFFS + " payoffs, which is too large");
    }
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
      if (token().kind() != GameFileToken.TokenKind.NUMBER) {
        throw expected("the outcome of" + profile(index, players));
      }
      int outcome = integer(advance(), 0, outcomes.size(), "the number of an outcome");
      for (int player = 0; player < payoffs.length; player++) {
        // Number 0 is the outcome that pays no player anything.
        payoffs[player][index] =
            outcome == 0 ? BigFraction.ZERO : outcomes.get(outcome - 1)[player];
      }
    }
    return payoffs;
  }

  private List<BigFraction[]> outcomes(int players) throws GameFileException {
    advance();
    List<BigFraction[]> outcomes = new ArrayList<>();
    while (token().kind() != GameFileToken.TokenKind.CLOSE) {
      String what = " of outcome " + (outcomes.size() + 1);
      expect(GameFileToken.TokenKind.OPEN, "'{' before an outcome or '}' after the last");
      expect(GameFileToken.TokenKind.TEXT, "the name" + what + " in quotes");
      BigFraction[] payoffs = new BigFraction[players];
      for (int player = 0; player < players; player++) {
        if (token().kind() != GameFileToken.TokenKind.NUMBER) {
          throw expected("the payoff of player " + (player + 1) + what);
        }
        payoffs[player] = number(advance());
        if (token().kind() == GameFileToken.TokenKind.COMMA) {
          advance();
        }
      }
      expect(GameFileToken.TokenKind.CLOSE, "'}' after " + players + " payoffs" + what);
      outcomes.add(payoffs);
      checkSize(token(), (long) outcomes.size() * players);
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
    if (token().kind() != GameFileToken.TokenKind.NUMBER) {
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
}
