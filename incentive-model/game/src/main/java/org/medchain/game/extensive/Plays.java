package org.medchain.game.extensive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.fraction.BigFraction;

/** All plays of a game, and what each player has done before each of its information sets. */
final class Plays {
  /** A choice of a player: which set of its list, and what there. */
  record Choice(int set, int action) {}

  /**
   * A place where a play may be.
   *
   * @param chance how likely chance leads here
   * @param choices for each player, what it has to choose to come here, in order
   * @param payoffs that were met so far
   */
  record Place(BigFraction chance, List<List<Choice>> choices, List<BigFraction> payoffs) {}

  private final int players;
  private final List<List<InformationSet>> sets = new ArrayList<>();
  private final List<Map<InformationSet, Integer>> numbers = new ArrayList<>();
  private final Map<InformationSet, List<Place>> places = new LinkedHashMap<>();
  private final List<Place> ends = new ArrayList<>();

  Plays(ExtensiveGame game) {
    players = game.players().size();
    Map<InformationSet, Boolean> seen = new LinkedHashMap<>();
    collect(game.root(), seen);
    for (int player = 0; player < players; player++) {
      int who = player;
      List<InformationSet> own =
          seen.keySet().stream()
              .filter(set -> set.player() == who)
              .sorted(Comparator.comparingInt(InformationSet::number))
              .toList();
      Map<InformationSet, Integer> at = new LinkedHashMap<>();
      own.forEach(set -> at.put(set, at.size()));
      sets.add(own);
      numbers.add(at);
    }
    List<List<Choice>> nothing = new ArrayList<>();
    List<BigFraction> zero = new ArrayList<>();
    for (int player = 0; player < players; player++) {
      nothing.add(List.of());
      zero.add(BigFraction.ZERO);
    }
    walk(game.root(), new Place(BigFraction.ONE, nothing, zero));
  }

  /** The player's information sets, by their numbers. */
  List<InformationSet> sets(int player) {
    return sets.get(player);
  }

  /** The places of an information set. */
  List<Place> places(InformationSet set) {
    return places.get(set);
  }

  /** Where plays end. */
  List<Place> ends() {
    return ends;
  }

  private static void collect(Node node, Map<InformationSet, Boolean> seen) {
    if (node instanceof Node.Decision decision) {
      seen.put(decision.set(), true);
    }
    node.next().forEach(next -> collect(next, seen));
  }

  private void walk(Node node, Place before) {
    Place here = node.outcome().map(outcome -> paid(before, outcome)).orElse(before);
    switch (node) {
      case Node.End end -> ends.add(here);
      case Node.Chance chance -> {
        for (int branch = 0; branch < chance.next().size(); branch++) {
          BigFraction likely = here.chance().multiply(chance.lottery().probabilities().get(branch));
          walk(chance.next().get(branch), new Place(likely, here.choices(), here.payoffs()));
        }
      }
      case Node.Decision decision -> {
        places.computeIfAbsent(decision.set(), set -> new ArrayList<>()).add(here);
        for (int action = 0; action < decision.next().size(); action++) {
          walk(decision.next().get(action), chosen(here, decision.set(), action));
        }
      }
    }
  }

  private static Place paid(Place place, Node.Outcome outcome) {
    List<BigFraction> payoffs = new ArrayList<>();
    for (int player = 0; player < place.payoffs().size(); player++) {
      payoffs.add(place.payoffs().get(player).add(outcome.payoffs().get(player)));
    }
    return new Place(place.chance(), place.choices(), payoffs);
  }

  private Place chosen(Place place, InformationSet set, int action) {
    List<List<Choice>> choices = new ArrayList<>(place.choices());
    List<Choice> own = new ArrayList<>(choices.get(set.player()));
    own.add(new Choice(numbers.get(set.player()).get(set), action));
    choices.set(set.player(), own);
    return new Place(place.chance(), choices, place.payoffs());
  }
}
