package org.medchain.game.format;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.Player;

/** Reads {@code .nfg}. */
final class NfgReader extends GambitReader {
  NfgReader(String file, String text) throws GameFileException {
    super(file, text);
  }

  NfgFile parse() throws GameFileException {
    String title = header("NFG", "1");
    List<Player> players = players(playerNames());
    String comment = optionalText().orElse("");
    BigFraction[][] payoffs = is(Kind.OPEN) ? outcomeForm(players) : payoffForm(players);
    if (!is(Kind.END)) {
      throw expected("the end of the file");
    }
    return new NfgFile(Game.of(title, players, payoffs), comment);
  }

  private List<Player> players(List<String> names) throws GameFileException {
    Token open = expect(Kind.OPEN, "'{' before the players' actions");
    boolean named = is(Kind.OPEN);
    List<Player> players = new ArrayList<>();
    long payoffs = names.size();
    for (String name : names) {
      String of = " of player " + (players.size() + 1);
      List<String> actions =
          named
              ? textList("a name of an action" + of, "the list of actions" + of + " is empty")
              : List.of();
      int count =
          named ? actions.size() : integer(1, NfgFile.MAX_PAYOFFS, "the number of actions" + of);
      payoffs *= count;
      checkSize(open, payoffs);
      players.add(
          named ? new Player(name, Player.distinct(actions)) : Player.numbered(name, count));
    }
    expect(Kind.CLOSE, "'}' after the actions of " + names.size() + " players");
    return players;
  }

  private void checkSize(Token where, long payoffs) throws GameFileException {
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
            number("the payoff of player " + (player + 1) + " at" + profile(index, players));
      }
    }
    return payoffs;
  }

  private BigFraction[][] outcomeForm(List<Player> players) throws GameFileException {
    List<List<BigFraction>> outcomes = outcomes(players.size());
    BigFraction[][] payoffs = table(players);
    for (int index = 0; index < payoffs[0].length; index++) {
      Token number = expect(Kind.NUMBER, "the outcome of" + profile(index, players));
      int outcome = integer(number, 0, outcomes.size(), "the number of an outcome");
      for (int player = 0; player < payoffs.length; player++) {
        payoffs[player][index] =
            outcome == 0 ? BigFraction.ZERO : outcomes.get(outcome - 1).get(player);
      }
    }
    return payoffs;
  }

  private List<List<BigFraction>> outcomes(int players) throws GameFileException {
    advance();
    List<List<BigFraction>> outcomes = new ArrayList<>();
    while (!is(Kind.CLOSE)) {
      String of = " of outcome " + (outcomes.size() + 1);
      expect(Kind.OPEN, "'{' before an outcome or '}' after the last");
      expect(Kind.TEXT, "the name" + of + " in quotes");
      outcomes.add(payoffs(players, of));
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

  /** The profile as people count: actions from 1. */
  private static String profile(int index, List<Player> players) {
    int[] rest = {index};
    return IntStream.range(0, players.size())
        .mapToObj(
            player -> {
              int size = players.get(player).actions().size();
              int action = rest[0] % size + 1;
              rest[0] /= size;
              return Integer.toString(action);
            })
        .collect(Collectors.joining(",", " profile (", ")"));
  }
}
