package org.medchain.game.extensive;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.apache.commons.math3.fraction.BigFraction;

/** Random trees with perfect recall, and their values computed without strategies. */
final class RandomTrees {
  private static final int PLAYERS = 3;

  private final SplittableRandom random;
  private final Map<String, InformationSet> sets = new LinkedHashMap<>();
  private int lotteries;
  private int outcomes;

  private RandomTrees(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** Who has done and seen the same, and may do as much, cannot tell where it is. */
  static ExtensiveGame random(long seed) {
    RandomTrees trees = new RandomTrees(seed);
    GameTreeNode root = trees.node(4, List.of("", "", ""));
    return new ExtensiveGame("random", List.of("a", "b", "c"), root);
  }

  private GameTreeNode node(int depth, List<String> histories) {
    int kind = depth == 0 ? 9 : random.nextInt(10);
    Optional<GameTreeNode.NodeOutcome> outcome =
        kind >= 8 || random.nextInt(6) == 0 ? Optional.of(outcome()) : Optional.empty();
    if (kind >= 8) {
      return new GameTreeNode.TerminalNode("", outcome);
    }
    int actions = 1 + random.nextInt(3);
    if (kind >= 6) {
      List<GameTreeNode> next = new ArrayList<>();
      for (int action = 0; action < actions; action++) {
        next.add(node(depth - 1, histories));
      }
      return new GameTreeNode.ChanceNode("", lottery(actions), outcome, next);
    }
    int player = random.nextInt(PLAYERS);
    String key = player + ":" + histories.get(player) + ":" + actions;
    InformationSet set =
        sets.computeIfAbsent(
            key, each -> new InformationSet(player, sets.size() + 1, "", names(actions)));
    List<GameTreeNode> next = new ArrayList<>();
    for (int action = 0; action < actions; action++) {
      List<String> longer = new ArrayList<>(histories);
      longer.set(player, histories.get(player) + "/" + set.number() + "." + action);
      next.add(node(depth - 1, longer));
    }
    return new GameTreeNode.DecisionNode("", set, outcome, next);
  }

  private GameTreeNode.ChanceDistribution lottery(int actions) {
    List<Integer> weights = new ArrayList<>();
    int sum = 0;
    for (int action = 0; action < actions; action++) {
      weights.add(action == 0 ? 1 : random.nextInt(4));
      sum += weights.get(action);
    }
    int all = sum;
    return new GameTreeNode.ChanceDistribution(
        ++lotteries,
        "",
        names(actions),
        weights.stream().map(weight -> new BigFraction(weight, all)).toList());
  }

  private GameTreeNode.NodeOutcome outcome() {
    List<BigFraction> payoffs = new ArrayList<>();
    for (int player = 0; player < PLAYERS; player++) {
      payoffs.add(new BigFraction(random.nextInt(-9, 10), 1 + random.nextInt(3)));
    }
    return new GameTreeNode.NodeOutcome(++outcomes, "", payoffs);
  }

  private static List<String> names(int count) {
    List<String> names = new ArrayList<>();
    for (int name = 0; name < count; name++) {
      names.add("m" + name);
    }
    return names;
  }

  /** What behaviour yields, from the end of the tree to its root. */
  static List<BigFraction> value(
      GameTreeNode node, Map<InformationSet, List<BigFraction>> behaviour) {
    List<BigFraction> sums = new ArrayList<>();
    for (int player = 0; player < PLAYERS; player++) {
      sums.add(node.outcome().isEmpty() ? BigFraction.ZERO : payoff(node, player));
    }
    List<BigFraction> weights =
        switch (node) {
          case GameTreeNode.ChanceNode chance -> chance.lottery().probabilities();
          case GameTreeNode.DecisionNode decision -> behaviour.get(decision.set());
          case GameTreeNode.TerminalNode end -> List.of();
        };
    for (int branch = 0; branch < weights.size(); branch++) {
      List<BigFraction> later = value(node.children().get(branch), behaviour);
      for (int player = 0; player < PLAYERS; player++) {
        sums.set(player, sums.get(player).add(weights.get(branch).multiply(later.get(player))));
      }
    }
    return sums;
  }

  private static BigFraction payoff(GameTreeNode node, int player) {
    return node.outcome().orElseThrow().payoffs().get(player);
  }
}
