package org.medchain.game.coalition;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.exact.Fractions;

/**
 * What a player is worth to the coalitions that it joins, on average. Exact, for up to 20 players;
 * for more see {@link ShapleyEstimate}.
 */
public final class CoalitionValues {
  private CoalitionValues() {}

  /**
   * The Shapley value (Shapley 1953): the mean over all orders in which the players may come of
   * what each adds when it comes.
   */
  public static List<BigFraction> shapley(CoalitionGame game) {
    int players = game.players().size();
    // After how many others a player comes is uniform, and given that, who they are.
    BigFraction[] weights = new BigFraction[players];
    BigFraction choices = new BigFraction(players);
    for (int before = 0; before < players; before++) {
      weights[before] = choices.reciprocal();
      choices = choices.multiply(players - 1 - before).divide(before + 1);
    }
    return weighted(game, weights);
  }

  /**
   * The Banzhaf value (Banzhaf 1965): the mean over all coalitions of the others of what a player
   * adds, each as likely. The values need not sum to what all are worth.
   */
  public static List<BigFraction> banzhaf(CoalitionGame game) {
    int players = game.players().size();
    BigFraction[] weights = new BigFraction[players];
    Arrays.fill(weights, new BigFraction(1L, 1L << (players - 1)));
    return weighted(game, weights);
  }

  /**
   * The sum of what each player adds to coalitions, weighted by their size. Each worth is added
   * once for a member and taken once for every other player, so that sums by size and member are
   * enough.
   */
  private static List<BigFraction> weighted(CoalitionGame game, BigFraction[] weights) {
    int players = weights.length;
    BigFraction[] table = game.worths();
    BigFraction[] ofSize = Fractions.zeros(players + 1);
    BigFraction[][] withMember = new BigFraction[players][];
    Arrays.setAll(withMember, player -> Fractions.zeros(players + 1));
    for (int coalition = 1; coalition < table.length; coalition++) {
      if (table[coalition].getNumerator().signum() != 0) {
        int size = Integer.bitCount(coalition);
        ofSize[size] = ofSize[size].add(table[coalition]);
        for (int rest = coalition; rest != 0; rest &= rest - 1) {
          int member = Integer.numberOfTrailingZeros(rest);
          withMember[member][size] = withMember[member][size].add(table[coalition]);
        }
      }
    }
    BigFraction[] values = Fractions.zeros(players);
    for (int player = 0; player < players; player++) {
      for (int size = 1; size <= players; size++) {
        BigFraction with = withMember[player][size];
        values[player] = values[player].add(weights[size - 1].multiply(with));
        if (size < players) {
          BigFraction without = ofSize[size].subtract(with);
          values[player] = values[player].subtract(weights[size].multiply(without));
        }
      }
    }
    return List.of(values);
  }
}
