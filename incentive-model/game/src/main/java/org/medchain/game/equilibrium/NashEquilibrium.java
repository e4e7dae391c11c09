package org.medchain.game.equilibrium;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.exact.Fractions;
import org.medchain.game.exact.Vectors;

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
  /** Strategies with more weight on early actions come first. */
  static final Comparator<List<BigFraction>> EARLY_ACTIONS_FIRST =
      (one, other) ->
          IntStream.range(0, one.size())
              .map(action -> other.get(action).compareTo(one.get(action)))
              .filter(order -> order != 0)
              .findFirst()
              .orElse(0);

  /** Whether the numbers are the equilibrium itself. */
  public boolean exact() {
    return radius.equals(Optional.of(BigFraction.ZERO));
  }

  /** The profile rounded: for each player, the probability of each action. */
  public double[][] probabilities() {
    return profile.stream()
        .map(strategy -> strategy.stream().mapToDouble(Game::toDouble).toArray())
        .toArray(double[][]::new);
  }

  /** The payoffs rounded. */
  public double[] payoffDoubles() {
    return payoffs.stream().mapToDouble(Game::toDouble).toArray();
  }

  NashEquilibrium inComponent(int number) {
    return new NashEquilibrium(profile, payoffs, number, radius);
  }

  /** The equilibrium at a profile that is known to be one. */
  static NashEquilibrium of(Game game, List<List<BigFraction>> profile, int component) {
    return inBox(game, profile, component, Optional.of(BigFraction.ZERO));
  }

  /** The equilibrium in a box about a profile; its payoffs are those of the profile. */
  static NashEquilibrium inBox(
      Game game, List<List<BigFraction>> profile, int component, Optional<BigFraction> radius) {
    List<BigFraction> payoffs =
        Vectors.list(
            profile.size(),
            own ->
                Fractions.weighed(
                    profile.get(own), action -> game.exactActionPayoff(own, action, profile)));
    return new NashEquilibrium(profile, payoffs, component, radius);
  }
}
