package org.medchain.game.extensive;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.exact.Fractions;
import org.medchain.game.extensive.GameTreePlays.OwnChoice;
import org.medchain.game.extensive.GameTreePlays.TreePosition;

/**
 * What a profile of mixed strategies does at each information set. With perfect recall it is as
 * good as the mixture itself (Kuhn 1953).
 *
 * @param informationSets the information sets of all players, one player after the other
 */
public record BehaviourStrategy(List<InformationSetBehaviour> informationSets) {
  /**
   * Behaviour at one information set.
   *
   * @param set where
   * @param reachProbability the probability that the game comes there
   * @param probabilities of the actions; empty where the player's own strategy never comes there,
   *     so that it says nothing, or where the player has no perfect recall
   */
  public record InformationSetBehaviour(
      InformationSet set, BigFraction reachProbability, List<BigFraction> probabilities) {}

  /**
   * The behaviour of a profile.
   *
   * @param profile for each player, the probability of each reduced strategy
   */
  public static BehaviourStrategy of(ReducedNormalForm form, List<List<BigFraction>> profile) {
    List<InformationSetBehaviour> sets = new ArrayList<>();
    for (int player = 0; player < profile.size(); player++) {
      boolean recall = form.hasPerfectRecall(player);
      for (int set = 0; set < form.informationSets(player).size(); set++) {
        InformationSet where = form.informationSets(player).get(set);
        List<BigFraction> mixed =
            recall ? mixed(form, player, set, profile.get(player)) : List.of();
        sets.add(new InformationSetBehaviour(where, reached(form, where, profile), mixed));
      }
    }
    return new BehaviourStrategy(sets);
  }

  /** Of the strategies that come there, how much weight chooses each action. */
  private static List<BigFraction> mixed(
      ReducedNormalForm form, int player, int set, List<BigFraction> weights) {
    int actions = form.informationSets(player).get(set).actions().size();
    List<BigFraction> sums =
        IntStream.range(0, actions)
            .mapToObj(action -> weight(form, player, weights, plan -> plan.action(set) == action))
            .toList();
    BigFraction all = Fractions.sum(actions, sums::get);
    return Fractions.sign(all) == 0
        ? List.of()
        : sums.stream().map(sum -> sum.divide(all)).toList();
  }

  /** How much weight the chosen strategies of a player have. */
  private static BigFraction weight(
      ReducedNormalForm form,
      int player,
      List<BigFraction> weights,
      Predicate<ReducedStrategy> chosen) {
    return Fractions.weighed(
        weights, plan -> Fractions.oneIf(chosen.test(form.strategies(player).get(plan))));
  }

  private static BigFraction reached(
      ReducedNormalForm form, InformationSet where, List<List<BigFraction>> profile) {
    BigFraction sum = BigFraction.ZERO;
    for (TreePosition place : form.positions(where)) {
      BigFraction likely = place.chanceProbability();
      for (int player = 0; player < profile.size(); player++) {
        List<OwnChoice> choices = place.choices().get(player);
        BigFraction makes =
            weight(form, player, profile.get(player), plan -> plan.isConsistentWith(choices));
        likely = likely.multiply(makes);
      }
      sum = sum.add(likely);
    }
    return sum;
  }
}
