package org.medchain.game.equilibrium;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;

/**
 * A Nash equilibrium (Nash 1951): no player gains by deviating alone. Of two players, an extreme
 * one: both strategies are vertices of the set of best responses to the other (GAME-10, GAME-11).
 *
 * @param profile for each player, the probability of each action; the sum is exactly 1
 * @param payoffs what each player expects
 * @param component the number, from 1, of the connected set of equilibria that it belongs to; 0
 *     where components are not known, which is so for mixed equilibria of more than two players
 * @param radius 0 where the numbers are the equilibrium itself. Otherwise it is the only one in a
 *     box about them: no probability is off by more than this, or, of the first action in use, by
 *     as much for each of the others. Empty for numbers without a proof
 */
public record NashEquilibrium(
    List<List<BigFraction>> profile,
    List<BigFraction> payoffs,
    int component,
    Optional<BigFraction> radius) {
  public NashEquilibrium {
    profile = profile.stream().map(List::copyOf).toList();
    payoffs = List.copyOf(payoffs);
  }

  /** Whether the numbers are the equilibrium itself. */
  public boolean exact() {
    return radius.filter(RationalArithmetic::isZero).isPresent();
  }

  /** The profile rounded: for each player, the probability of each action. */
  public double[][] probabilities() {
    return profile.stream()
        .map(strategy -> strategy.stream().mapToDouble(RationalArithmetic::toDouble).toArray())
        .toArray(double[][]::new);
  }

  /** The payoffs rounded. */
  public double[] payoffDoubles() {
    return payoffs.stream().mapToDouble(RationalArithmetic::toDouble).toArray();
  }

  NashEquilibrium inComponent(int number) {
    return new NashEquilibrium(profile, payoffs, number, radius);
  }

  /** The equilibrium at a profile that is known to be one. */
  static NashEquilibrium of(Game game, List<List<BigFraction>> profile, int component) {
    List<BigFraction> payoffs = new ArrayList<>();
    for (int player = 0; player < profile.size(); player++) {
      // All actions in use yield the same, so the first tells.
      int[] actions = new int[profile.size()];
      actions[player] = support(profile.get(player))[0];
      payoffs.add(expected(game, player, actions, profile, 0));
    }
    return new NashEquilibrium(profile, payoffs, component, Optional.of(BigFraction.ZERO));
  }

  /** The equilibrium in a box about a profile; its payoffs are those of the profile. */
  static NashEquilibrium inBox(
      Game game, List<List<BigFraction>> profile, int component, Optional<BigFraction> radius) {
    NashEquilibrium bare = new NashEquilibrium(profile, List.of(), component, radius);
    if (bare.exact()) {
      return of(game, profile, component);
    }
    List<BigFraction> payoffs = new ArrayList<>();
    for (int player = 0; player < profile.size(); player++) {
      BigFraction sum = BigFraction.ZERO;
      for (int action : support(profile.get(player))) {
        int[] actions = new int[profile.size()];
        actions[player] = action;
        BigFraction yields = expected(game, player, actions, profile, 0);
        sum = sum.add(yields.multiply(profile.get(player).get(action)));
      }
      payoffs.add(sum);
    }
    return new NashEquilibrium(profile, payoffs, component, radius);
  }

  /** What fixed actions of players before {@code from} and the mix of the others yield. */
  static BigFraction expected(
      Game game, int player, int[] actions, List<List<BigFraction>> profile, int from) {
    if (from == actions.length) {
      return game.exactPayoff(player, actions);
    }
    if (from == player) {
      return expected(game, player, actions, profile, from + 1);
    }
    BigFraction sum = BigFraction.ZERO;
    for (int action : support(profile.get(from))) {
      actions[from] = action;
      BigFraction part = expected(game, player, actions, profile, from + 1);
      sum = sum.add(part.multiply(profile.get(from).get(action)));
    }
    return sum;
  }

  private static int[] support(List<BigFraction> strategy) {
    return IntStream.range(0, strategy.size())
        .filter(action -> !RationalArithmetic.isZero(strategy.get(action)))
        .toArray();
  }
}
