package org.medchain.game.extensive;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.Player;
import org.medchain.game.extensive.GameTreePlays.TreePosition;

/**
 * The reduced normal form of an extensive game (Kuhn 1953; Swinkels 1989): of strategies that
 * differ only where they themselves never come, one stands for all. Exact: what a profile pays is
 * the sum over the plays that it allows, each with chance's probability.
 *
 * <p>A strategy is called by its actions at the player's information sets in the order of their
 * numbers, with strokes between, and a star where it never comes.
 */
public final class ReducedNormalForm {
  /** Payoffs of all players together that a table may have. */
  public static final int MAX_PAYOFFS = 1_000_000;

  private final ExtensiveGame extensiveGame;
  private final GameTreePlays plays;
  private final List<List<ReducedStrategy>> strategies = new ArrayList<>();
  private final Game game;

  /**
   * The reduced normal form.
   *
   * @throws IllegalArgumentException if it is too large
   */
  public ReducedNormalForm(ExtensiveGame tree) {
    this.extensiveGame = tree;
    this.plays = new GameTreePlays(tree);
    List<Player> players = new ArrayList<>();
    long payoffs = tree.players().size();
    for (int player = 0; player < tree.players().size(); player++) {
      List<ReducedStrategy> own = ReducedStrategy.all(plays, player);
      strategies.add(own);
      List<InformationSet> sets = plays.informationSets(player);
      List<String> names = own.stream().map(plan -> plan.describe(sets)).toList();
      players.add(new Player(tree.players().get(player), Player.distinct(names)));
      payoffs *= own.size();
      if (payoffs > MAX_PAYOFFS) {
        throw new IllegalArgumentException(
            "the reduced normal form has more than " + MAX_PAYOFFS + " payoffs");
      }
    }
    this.game = game(players);
  }

  /** The tree. */
  public ExtensiveGame extensiveGame() {
    return extensiveGame;
  }

  /** The game between players who choose whole strategies. */
  public Game game() {
    return game;
  }

  /** The information sets of a player, by their numbers. */
  public List<InformationSet> informationSets(int player) {
    return plays.informationSets(player);
  }

  List<ReducedStrategy> strategies(int player) {
    return strategies.get(player);
  }

  List<TreePosition> positions(InformationSet set) {
    return plays.positions(set);
  }

  /**
   * Whether a player never forgets what it knew or did (Kuhn 1953): all places of each of its
   * information sets have the same own choices before them.
   */
  public boolean hasPerfectRecall(int player) {
    return informationSets(player).stream()
        .allMatch(
            set ->
                positions(set).stream().map(place -> place.choices().get(player)).distinct().count()
                    == 1);
  }

  /** The plays that remain possible under a strategy. */
  private List<BitSet> allowed(int player) {
    List<TreePosition> ends = plays.terminalPositions();
    List<BitSet> allowed = new ArrayList<>();
    for (ReducedStrategy plan : strategies.get(player)) {
      BitSet set = new BitSet();
      for (int end = 0; end < ends.size(); end++) {
        set.set(end, plan.isConsistentWith(ends.get(end).choices().get(player)));
      }
      allowed.add(set);
    }
    return allowed;
  }

  private Game game(List<Player> players) {
    List<TreePosition> ends = plays.terminalPositions();
    BigFraction[][] weighted =
        ends.stream()
            .map(end -> end.payoffs().stream().map(end.chanceProbability()::multiply))
            .map(payoffs -> payoffs.toArray(BigFraction[]::new))
            .toArray(BigFraction[][]::new);
    List<List<BitSet>> allowed =
        IntStream.range(0, players.size()).mapToObj(this::allowed).toList();
    return Game.ofExact(
        extensiveGame.title(),
        players,
        (who, profile) -> {
          BitSet played = (BitSet) allowed.get(0).get(profile[0]).clone();
          for (int player = 1; player < profile.length; player++) {
            played.and(allowed.get(player).get(profile[player]));
          }
          return played.stream()
              .mapToObj(end -> weighted[end][who])
              .reduce(BigFraction.ZERO, BigFraction::add);
        });
  }
}
