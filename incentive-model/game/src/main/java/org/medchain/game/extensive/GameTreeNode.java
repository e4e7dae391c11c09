package org.medchain.game.extensive;

import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;

/** A place in the tree of a game. */
public sealed interface GameTreeNode {
  /** For people; may be empty. */
  String name();

  /** What all get who come by, here or on the way; most often only at the end. */
  Optional<NodeOutcome> outcome();

  /** The branches, in the order of the actions; none at an end. */
  List<GameTreeNode> children();

  /**
   * What the players get at a place.
   *
   * @param number as the file counts outcomes, from 1
   * @param name for people; may be empty
   * @param payoffs one a player
   */
  record NodeOutcome(int number, String name, List<BigFraction> payoffs) {}

  /**
   * What chance does.
   *
   * @param number as the file counts chance's moves
   * @param name for people; may be empty
   * @param actions names of the branches
   * @param probabilities of the branches, none below 0, with the sum 1
   */
  record ChanceDistribution(
      int number, String name, List<String> actions, List<BigFraction> probabilities) {}

  /** Chance moves. */
  record ChanceNode(
      String name,
      ChanceDistribution lottery,
      Optional<NodeOutcome> outcome,
      List<GameTreeNode> children)
      implements GameTreeNode {
    /** Checks that there is a branch for each action. */
    public ChanceNode {
      children = branches(children, lottery.actions());
    }
  }

  /** A player moves. */
  record DecisionNode(
      String name, InformationSet set, Optional<NodeOutcome> outcome, List<GameTreeNode> children)
      implements GameTreeNode {
    /** Checks that there is a branch for each action. */
    public DecisionNode {
      children = branches(children, set.actions());
    }
  }

  /** The game is over. */
  record TerminalNode(String name, Optional<NodeOutcome> outcome) implements GameTreeNode {
    @Override
    public List<GameTreeNode> children() {
      return List.of();
    }
  }

  private static List<GameTreeNode> branches(List<GameTreeNode> next, List<String> actions) {
    if (next.size() != actions.size()) {
      throw new IllegalArgumentException(
          next.size() + " branches for the actions " + actions + ", not one for each");
    }
    return List.copyOf(next);
  }
}
