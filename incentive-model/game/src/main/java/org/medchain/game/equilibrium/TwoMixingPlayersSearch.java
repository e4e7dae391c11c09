package org.medchain.game.equilibrium;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;

/**
 * The equilibria of a game of three or more players in which at most two mix, exactly: with the
 * others' actions fixed, those two play a game of two.
 */
final class TwoMixingPlayersSearch {
  private final Game game;
  private final SearchLimits limits;
  private final Set<List<List<BigFraction>>> profiles = new LinkedHashSet<>();
  private boolean isComplete = true;
  private boolean mayHaveContinuum;
  private long work;

  TwoMixingPlayersSearch(Game game, SearchLimits limits) {
    this.game = game;
    this.limits = limits;
    for (int one = 0; one < game.players().size(); one++) {
      for (int two = one + 1; two < game.players().size(); two++) {
        searchAll(one, two);
      }
    }
  }

  /** The profiles of the equilibria. */
  Set<List<List<BigFraction>>> profiles() {
    return profiles;
  }

  /** Whether all were found except for continua. */
  boolean isComplete() {
    return isComplete;
  }

  /** Whether there may be a continuum of equilibria, of which not all extreme points are found. */
  boolean mayHaveContinuum() {
    return mayHaveContinuum;
  }

  private void searchAll(int one, int two) {
    for (int index = 0; index < game.profileCount(); index++) {
      int[] actions = game.profile(index);
      if (actions[one] != 0 || actions[two] != 0) {
        continue;
      }
      // A small game costs more than its pivots, hence the constant.
      work += 1_000L * game.actionCount(one) * game.actionCount(two);
      if (work > limits.maxWork()) {
        isComplete = false;
        return;
      }
      search(one, two, actions);
    }
  }

  private void search(int one, int two, int[] actions) {
    StrictDominanceReduction reduction = new StrictDominanceReduction(pair(one, two, actions));
    NashSearchResult solution =
        TwoPlayerSearch.solve(
            reduction.game(), new SearchLimits(limits.maxWork() / 10, limits.maxSubsets()));
    isComplete &= solution.complete() && solution.subsets().size() < limits.maxSubsets();
    for (NashSubset small : solution.subsets()) {
      NashSubset subset = reduction.lift(small);
      if (ruledOut(one, two, actions, subset)) {
        continue;
      }
      mayHaveContinuum |= !subset.isSingleton();
      for (List<BigFraction> first : subset.first()) {
        for (List<BigFraction> second : subset.second()) {
          NashSubset corner = new NashSubset(0, List.of(first), List.of(second));
          if (!ruledOut(one, two, actions, corner)) {
            profiles.add(profile(one, two, actions, first, second));
          }
        }
      }
    }
  }

  private Game pair(int one, int two, int[] actions) {
    return Game.ofExact(
        game.title(),
        List.of(game.players().get(one), game.players().get(two)),
        (who, at) -> {
          int[] profile = actions.clone();
          profile[one] = at[0];
          profile[two] = at[1];
          return game.exactPayoff(who == 0 ? one : two, profile);
        });
  }

  /** Whether another player gains by one and the same action throughout the subset. */
  private boolean ruledOut(int one, int two, int[] actions, NashSubset subset) {
    return IntStream.range(0, actions.length)
        .filter(player -> player != one && player != two)
        .anyMatch(
            player ->
                IntStream.range(0, game.actionCount(player))
                    .filter(action -> action != actions[player])
                    .anyMatch(action -> gains(one, two, actions, subset, player, action)));
  }

  /** The gain is affine in each of the two strategies: its least value stands at a corner. */
  private boolean gains(
      int one, int two, int[] actions, NashSubset subset, int player, int action) {
    for (List<BigFraction> first : subset.first()) {
      for (List<BigFraction> second : subset.second()) {
        List<List<BigFraction>> mixed = profile(one, two, actions, first, second);
        BigFraction before = game.exactActionPayoff(player, actions[player], mixed);
        if (game.exactActionPayoff(player, action, mixed).compareTo(before) <= 0) {
          return false;
        }
      }
    }
    return true;
  }

  private List<List<BigFraction>> profile(
      int one, int two, int[] actions, List<BigFraction> first, List<BigFraction> second) {
    List<List<BigFraction>> profile = new ArrayList<>(PureEquilibria.profile(game, actions));
    profile.set(one, first);
    profile.set(two, second);
    return profile;
  }
}
