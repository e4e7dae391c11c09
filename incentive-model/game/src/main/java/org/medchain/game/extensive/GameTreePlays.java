package org.medchain.game.extensive;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.extensive.GameTreeNode.ChanceNode;
import org.medchain.game.extensive.GameTreeNode.DecisionNode;
import org.medchain.game.extensive.GameTreeNode.NodeOutcome;
import org.medchain.game.extensive.GameTreeNode.TerminalNode;

/** All plays of a game, and what each player has done before each of its information sets. */
final class GameTreePlays {
  /** A choice of a player: which set of its list, and what there. */
  record OwnChoice(int set, int action) {}

  /**
   * A place where a play may be.
   *
   * @param chanceProbability how likely chance leads here
   * @param choices for each player, what it has to choose to come here, in order
   * @param payoffs that were met so far
   */
  record TreePosition(
      BigFraction chanceProbability, List<List<OwnChoice>> choices, List<BigFraction> payoffs) {}

  private final int players;
  private final List<List<InformationSet>> informationSets = new ArrayList<>();
  private final List<Map<InformationSet, Integer>> numbers = new ArrayList<>();
  private final Map<InformationSet, List<TreePosition>> positions = new LinkedHashMap<>();
  private final List<TreePosition> terminalPositions = new ArrayList<>();

  GameTreePlays(ExtensiveGame game) {
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
      informationSets.add(own);
      numbers.add(at);
    }
    List<List<OwnChoice>> nothing = Collections.nCopies(players, List.of());
    List<BigFraction> zero = Collections.nCopies(players, BigFraction.ZERO);
    walk(game.root(), new TreePosition(BigFraction.ONE, nothing, zero));
  }

  /** The player's information sets, by their numbers. */
  List<InformationSet> informationSets(int player) {
    return informationSets.get(player);
  }

  /** The places of an information set. */
  List<TreePosition> positions(InformationSet set) {
    return positions.get(set);
  }

  /** Where plays end. */
  List<TreePosition> terminalPositions() {
    return terminalPositions;
  }

  private static void collect(GameTreeNode node, Map<InformationSet, Boolean> seen) {
    if (node instanceof DecisionNode decision) {
      seen.put(decision.set(), true);
    }
    node.children().forEach(next -> collect(next, seen));
  }

  private void walk(GameTreeNode node, TreePosition before) {
    TreePosition here = node.outcome().map(outcome -> paid(before, outcome)).orElse(before);
    switch (node) {
      case TerminalNode end -> terminalPositions.add(here);
      case ChanceNode chance -> {
        for (int branch = 0; branch < chance.children().size(); branch++) {
          BigFraction likely =
              here.chanceProbability().multiply(chance.lottery().probabilities().get(branch));
          walk(
              chance.children().get(branch),
              new TreePosition(likely, here.choices(), here.payoffs()));
        }
      }
      case DecisionNode decision -> {
        positions.computeIfAbsent(decision.set(), set -> new ArrayList<>()).add(here);
        for (int action = 0; action < decision.children().size(); action++) {
          walk(decision.children().get(action), chosen(here, decision.set(), action));
        }
      }
    }
  }

  private static TreePosition paid(TreePosition place, NodeOutcome outcome) {
    List<BigFraction> payoffs =
        IntStream.range(0, place.payoffs().size())
            .mapToObj(player -> place.payoffs().get(player).add(outcome.payoffs().get(player)))
            .toList();
    return new TreePosition(place.chanceProbability(), place.choices(), payoffs);
  }

  private TreePosition chosen(TreePosition place, InformationSet set, int action) {
    List<List<OwnChoice>> choices = new ArrayList<>(place.choices());
    List<OwnChoice> own = new ArrayList<>(choices.get(set.player()));
    own.add(new OwnChoice(numbers.get(set.player()).get(set), action));
    choices.set(set.player(), own);
    return new TreePosition(place.chanceProbability(), choices, place.payoffs());
  }
}
