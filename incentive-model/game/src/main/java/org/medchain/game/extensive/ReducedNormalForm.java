package org.medchain.game.extensive;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.Player;
import org.medchain.game.exact.Fractions;
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
  private final GameTreePlays playCount;
  private final List<List<ReducedStrategy>> strategies = new ArrayList<>();
  private final Game game;

  /**
   * The reduced normal form.
   *
   * @throws IllegalArgumentException if it is too large
   */
  public ReducedNormalForm(ExtensiveGame tree) {
    this.extensiveGame = tree;
    this.playCount = new GameTreePlays(tree);
    List<Player> players = new ArrayList<>();
    long payoffs = tree.players().size();
    for (int player = 0; player < tree.players().size(); player++) {
      List<ReducedStrategy> own = ReducedStrategies.of(playCount, player);
      strategies.add(own);
      List<InformationSet> sets = playCount.informationSets(player);
      List<String> names = own.stream().map(plan -> plan.describe(sets)).toList();
      players.add(new Player(tree.players().get(player), Player.distinct(names)));
      payoffs *= own.size();
      if (payoffs > MAX_PAYOFFS) {
        throw new IllegalArgumentException(
            "the reduced normal form has more than " + MAX_PAYOFFS + " payoffs");
      }
    }
    this.game = Game.of(tree.title(), players, payoffs(players));
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
    return playCount.informationSets(player);
  }

  /** How many ways there are to play. */
  public int playCount() {
    return playCount.terminalPositions().size();
  }

  List<ReducedStrategy> strategies(int player) {
    return strategies.get(player);
  }

  List<TreePosition> positions(InformationSet set) {
    return playCount.positions(set);
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

  private BigFraction[][] payoffs(List<Player> players) {
    int profiles =
        players.stream().mapToInt(each -> each.actions().size()).reduce(1, Math::multiplyExact);
    BigFraction[][] table = new BigFraction[players.size()][profiles];
    List<TreePosition> ends = playCount.terminalPositions();
    BitSet all = new BitSet();
    for (int end = 0; end < ends.size(); end++) {
      all.set(end, ends.get(end).chanceProbability().getNumerator().signum() != 0);
    }
    List<List<BitSet>> allowed = new ArrayList<>();
    for (int player = 0; player < players.size(); player++) {
      allowed.add(allowed(player));
    }
    BigFraction[][] weighted = weighted(ends);
    fill(table, allowed, weighted, all, 0, 0, 1);
    return table;
  }

  /** For each strategy of a player the plays that it lets happen. */
  private List<BitSet> allowed(int player) {
    List<BitSet> allowed = new ArrayList<>();
    for (ReducedStrategy plan : strategies.get(player)) {
      BitSet set = new BitSet();
      for (int end = 0; end < playCount.terminalPositions().size(); end++) {
        set.set(
            end,
            plan.isConsistentWith(playCount.terminalPositions().get(end).choices().get(player)));
      }
      allowed.add(set);
    }
    return allowed;
  }

  private static BigFraction[][] weighted(List<TreePosition> ends) {
    BigFraction[][] weighted = new BigFraction[ends.size()][];
    for (int end = 0; end < weighted.length; end++) {
      BigFraction chance = ends.get(end).chanceProbability();
      weighted[end] =
          ends.get(end).payoffs().stream().map(chance::multiply).toArray(BigFraction[]::new);
    }
    return weighted;
  }

  private static void fill(
      BigFraction[][] table,
      List<List<BitSet>> allowed,
      BigFraction[][] weighted,
      BitSet left,
      int player,
      int index,
      int stride) {
    if (player == allowed.size()) {
      BigFraction[] sums = Fractions.zeros(table.length);
      left.stream()
          .forEach(
              end -> {
                for (int who = 0; who < sums.length; who++) {
                  sums[who] = sums[who].add(weighted[end][who]);
                }
              });
      for (int who = 0; who < sums.length; who++) {
        table[who][index] = sums[who];
      }
      return;
    }
    for (int strategy = 0; strategy < allowed.get(player).size(); strategy++) {
      BitSet both = (BitSet) left.clone();
      both.and(allowed.get(player).get(strategy));
      int step = strategy * stride;
      fill(
          table,
          allowed,
          weighted,
          both,
          player + 1,
          index + step,
          stride * allowed.get(player).size());
    }
  }
}
