package org.medchain.game.extensive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.Player;
import org.medchain.game.extensive.Plays.Place;

/**
 * The reduced normal form of an extensive game (Kuhn 1953; Swinkels 1989): of strategies that
 * differ only where they themselves never come, one stands for all. Exact: what a profile pays is
 * the sum over the plays that it allows, each with chance's probability.
 *
 * <p>A strategy is called by its actions at the player's information sets in the order of their
 * numbers, with strokes between, and a star where it never comes.
 */
public final class ReducedForm {
  /** Payoffs of all players together that a table may have. */
  public static final int MOST_PAYOFFS = 1_000_000;

  private final ExtensiveGame tree;
  private final Plays plays;
  private final List<List<Plan>> plans = new ArrayList<>();
  private final Game game;

  /**
   * The reduced normal form.
   *
   * @throws IllegalArgumentException if it is too large
   */
  public ReducedForm(ExtensiveGame tree) {
    this.tree = tree;
    this.plays = new Plays(tree);
    List<Player> players = new ArrayList<>();
    long payoffs = tree.players().size();
    for (int player = 0; player < tree.players().size(); player++) {
      List<Plan> own = Plans.of(plays, player);
      plans.add(own);
      List<InformationSet> sets = plays.sets(player);
      List<String> names = own.stream().map(plan -> plan.words(sets)).toList();
      players.add(new Player(tree.players().get(player), Player.distinct(names)));
      payoffs *= own.size();
      if (payoffs > MOST_PAYOFFS) {
        throw new IllegalArgumentException(
            "the reduced normal form has more than " + MOST_PAYOFFS + " payoffs");
      }
    }
    this.game = Game.of(tree.title(), players, payoffs(players));
  }

  /** The tree. */
  public ExtensiveGame tree() {
    return tree;
  }

  /** The game between players who choose whole strategies. */
  public Game game() {
    return game;
  }

  /** The information sets of a player, by their numbers. */
  public List<InformationSet> sets(int player) {
    return plays.sets(player);
  }

  /** How many ways there are to play. */
  public int plays() {
    return plays.ends().size();
  }

  List<Plan> plans(int player) {
    return plans.get(player);
  }

  List<Place> places(InformationSet set) {
    return plays.places(set);
  }

  /**
   * Whether a player never forgets what it knew or did (Kuhn 1953): all places of each of its
   * information sets have the same own choices before them.
   */
  public boolean perfectRecall(int player) {
    return sets(player).stream()
        .allMatch(
            set ->
                places(set).stream().map(place -> place.choices().get(player)).distinct().count()
                    == 1);
  }

  private BigFraction[][] payoffs(List<Player> players) {
    int profiles =
        players.stream().mapToInt(each -> each.actions().size()).reduce(1, Math::multiplyExact);
    BigFraction[][] table = new BigFraction[players.size()][profiles];
    List<Place> ends = plays.ends();
    BitSet all = new BitSet();
    for (int end = 0; end < ends.size(); end++) {
      all.set(end, ends.get(end).chance().getNumerator().signum() != 0);
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
    for (Plan plan : plans.get(player)) {
      BitSet set = new BitSet();
      for (int end = 0; end < plays.ends().size(); end++) {
        set.set(end, plan.makes(plays.ends().get(end).choices().get(player)));
      }
      allowed.add(set);
    }
    return allowed;
  }

  private static BigFraction[][] weighted(List<Place> ends) {
    BigFraction[][] weighted = new BigFraction[ends.size()][];
    for (int end = 0; end < weighted.length; end++) {
      BigFraction chance = ends.get(end).chance();
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
      BigFraction[] sums = new BigFraction[table.length];
      Arrays.fill(sums, BigFraction.ZERO);
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
