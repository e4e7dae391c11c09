package org.medchain.game.extensive;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.extensive.Plays.Choice;

/**
 * What a profile of mixed strategies does at each information set. With perfect recall it is as
 * good as the mixture itself (Kuhn 1953).
 *
 * @param sets the information sets of all players, one player after the other
 */
public record Behaviour(List<At> sets) {
  /**
   * Behaviour at one information set.
   *
   * @param set where
   * @param reached the probability that the game comes there
   * @param probabilities of the actions; empty where the player's own strategy never comes there,
   *     so that it says nothing, or where the player has no perfect recall
   */
  public record At(InformationSet set, BigFraction reached, List<BigFraction> probabilities) {
    /** Copies the list. */
    public At {
      probabilities = List.copyOf(probabilities);
    }
  }

  /** Copies the list. */
  public Behaviour {
    sets = List.copyOf(sets);
  }

  /**
   * The behaviour of a profile.
   *
   * @param profile for each player, the probability of each reduced strategy
   */
  public static Behaviour of(ReducedForm form, List<List<BigFraction>> profile) {
    List<At> sets = new ArrayList<>();
    for (int player = 0; player < profile.size(); player++) {
      boolean recall = form.perfectRecall(player);
      for (int set = 0; set < form.sets(player).size(); set++) {
        InformationSet where = form.sets(player).get(set);
        List<BigFraction> mixed =
            recall ? mixed(form, player, set, profile.get(player)) : List.of();
        sets.add(new At(where, reached(form, where, profile), mixed));
      }
    }
    return new Behaviour(sets);
  }

  /** Of the strategies that come there, how much weight chooses each action. */
  private static List<BigFraction> mixed(
      ReducedForm form, int player, int set, List<BigFraction> weights) {
    int actions = form.sets(player).get(set).actions().size();
    List<BigFraction> sums = new ArrayList<>();
    BigFraction all = BigFraction.ZERO;
    for (int action = 0; action < actions; action++) {
      BigFraction sum = BigFraction.ZERO;
      for (int plan = 0; plan < weights.size(); plan++) {
        boolean chosen = form.plans(player).get(plan).action(set) == action;
        sum = chosen ? sum.add(weights.get(plan)) : sum;
      }
      sums.add(sum);
      all = all.add(sum);
    }
    if (all.getNumerator().signum() == 0) {
      return List.of();
    }
    BigFraction total = all;
    return sums.stream().map(sum -> sum.divide(total)).toList();
  }

  private static BigFraction reached(
      ReducedForm form, InformationSet where, List<List<BigFraction>> profile) {
    BigFraction sum = BigFraction.ZERO;
    for (Plays.Place place : form.places(where)) {
      BigFraction likely = place.chance();
      for (int player = 0; player < profile.size(); player++) {
        List<Choice> choices = place.choices().get(player);
        BigFraction makes = BigFraction.ZERO;
        for (int plan = 0; plan < profile.get(player).size(); plan++) {
          boolean chosen = form.plans(player).get(plan).makes(choices);
          makes = chosen ? makes.add(profile.get(player).get(plan)) : makes;
        }
        likely = likely.multiply(makes);
      }
      sum = sum.add(likely);
    }
    return sum;
  }
}
