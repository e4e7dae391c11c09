package org.medchain.credit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.Player;
import org.medchain.incentive.ExtensionRegistry;

/**
 * A kind of player that the model does not have, who joins one of the small games (GAME-34). It
 * moves when the others do, and knows as little of their moves. Its action changes the parameters
 * under which they play, so that the rules of the ledger still give their payoffs; its own payoff
 * it says itself. Not sealed: a study of the game adds one, see the package {@code
 * org.medchain.credit}.
 */
public interface PlayerKind {
  /** One or two words, unique among the players of a game. */
  String name();

  /** Who it is, and what it can do. */
  String sentence();

  /** Names of its actions; their order is that of the numbers below. */
  List<String> actions();

  /** The parameters under which the others play where it takes this action. */
  CreditParameters under(CreditParameters p, int action);

  /**
   * Its payoff, in cash.
   *
   * @param p with its own action taken
   * @param others the names of the actions that the other players take, in their order
   */
  BigFraction payoff(CreditParameters p, int action, List<String> others);

  /** Those that other jars announce as a service, by name; the model has none. */
  static List<PlayerKind> all() {
    return ExtensionRegistry.all(List.of(), PlayerKind.class, PlayerKind::name);
  }

  /** The game of these parameters with one player more, who comes last. */
  default Game join(Function<CreditParameters, Game> game, CreditParameters p) {
    List<CreditParameters> met =
        IntStream.range(0, actions().size()).mapToObj(action -> under(p, action)).toList();
    List<Game> games = met.stream().map(game).toList();
    List<Player> others = games.get(0).players();
    int own = others.size();
    List<Player> players = new ArrayList<>(others);
    players.add(new Player(name(), actions()));
    return Game.ofExact(
        games.get(0).title() + ", " + name(),
        players,
        (who, at) -> {
          int[] rest = Arrays.copyOf(at, own);
          return who < own
              ? games.get(at[own]).exactPayoff(who, rest)
              : payoff(met.get(at[own]), at[own], names(others, rest));
        });
  }

  private static List<String> names(List<Player> players, int[] at) {
    return IntStream.range(0, at.length)
        .mapToObj(who -> players.get(who).actions().get(at[who]))
        .toList();
  }
}
