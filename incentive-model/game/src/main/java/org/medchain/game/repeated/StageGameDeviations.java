package org.medchain.game.repeated;

import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.exact.Vectors;

/** Deviations in the game of one round. */
final class StageGameDeviations {
  private StageGameDeviations() {}

  /** The profile with another action of one player. */
  static int[] deviate(int[] profile, int player, int action) {
    int[] changed = profile.clone();
    changed[player] = action;
    return changed;
  }

  /** The profile with the player's best answer to the others, the first of several. */
  static int[] bestReplyProfile(Game stage, int player, int[] profile) {
    int[] best = deviate(profile, player, 0);
    for (int action = 1; action < stage.actionCount(player); action++) {
      int[] other = deviate(profile, player, action);
      if (stage.exactPayoff(player, other).compareTo(stage.exactPayoff(player, best)) > 0) {
        best = other;
      }
    }
    return best;
  }

  /** What is played where this is meant: so often another action, each of them as often. */
  static List<BigFraction> trembling(List<BigFraction> meant, BigFraction noise) {
    requireProbability(noise);
    if (meant.size() == 1) {
      return meant;
    }
    BigFraction each = noise.divide(meant.size() - 1);
    return meant.stream()
        .map(share -> share.multiply(BigFraction.ONE.subtract(noise.add(each))).add(each))
        .toList();
  }

  /** How likely each profile is under these mixes. */
  static List<BigFraction> probabilities(Game stage, List<List<BigFraction>> mixes) {
    return Vectors.list(
        stage.profileCount(), profile -> probability(mixes, stage.profile(profile)));
  }

  /** How likely a profile is where the players mix independently. */
  static BigFraction probability(List<List<BigFraction>> mixes, int[] profile) {
    BigFraction probability = BigFraction.ONE;
    for (int player = 0; player < profile.length; player++) {
      probability = probability.multiply(mixes.get(player).get(profile[player]));
    }
    return probability;
  }

  /** Refuses a discount factor that is not at least 0 and less than 1. */
  static void requireDiscount(BigFraction discount) {
    if (discount.compareTo(BigFraction.ZERO) < 0 || discount.compareTo(BigFraction.ONE) >= 0) {
      throw new IllegalArgumentException(
          "a discount factor is at least 0 and less than 1, not " + discount);
    }
  }

  /** Refuses a probability outside 0 to 1. */
  static void requireProbability(BigFraction probability) {
    if (probability.compareTo(BigFraction.ZERO) < 0 || probability.compareTo(BigFraction.ONE) > 0) {
      throw new IllegalArgumentException("a probability is 0 to 1, not " + probability);
    }
  }
}
