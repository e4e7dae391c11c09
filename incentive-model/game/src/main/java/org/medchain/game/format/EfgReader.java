package org.medchain.game.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.extensive.ExtensiveGame;
import org.medchain.game.extensive.GameTreeNode;
import org.medchain.game.extensive.GameTreeNode.ChanceDistribution;
import org.medchain.game.extensive.GameTreeNode.NodeOutcome;
import org.medchain.game.extensive.InformationSet;

/** Reads {@code .efg}. */
final class EfgReader extends GambitReader {
  private static final int NUMBER_MAX = 999_999_999;

  private final Map<Integer, NodeOutcome> outcomes = new LinkedHashMap<>();
  private final Map<Integer, ChanceDistribution> lotteries = new LinkedHashMap<>();
  private final Map<List<Integer>, InformationSet> sets = new LinkedHashMap<>();
  private int players;
  private int nodes;

  EfgReader(String file, String text) throws GameFileException {
    super(file, text);
  }

  EfgFile parse() throws GameFileException {
    String title = header("EFG", "2");
    List<String> names = playerNames();
    players = names.size();
    String comment = optionalText().orElse("");
    GameTreeNode root = node(0);
    if (!is(Kind.END)) {
      throw expected("the end of the file");
    }
    return new EfgFile(new ExtensiveGame(title, names, root), comment);
  }

  private GameTreeNode node(int depth) throws GameFileException {
    Token kind = token();
    if (!is(Kind.WORD) || !kind.text().matches("[cpt]")) {
      throw expected("a node, which begins with c (chance), p (a player) or t (the end)");
    }
    if (++nodes > EfgFile.MAX_NODES) {
      throw error(kind, "the tree has more than " + EfgFile.MAX_NODES + " nodes");
    }
    if (depth > ExtensiveGame.MAX_MOVES) {
      throw error(kind, "a play has more than " + ExtensiveGame.MAX_MOVES + " moves");
    }
    advance();
    String name = expect(Kind.TEXT, "the name of the node in quotes").text();
    return switch (kind.text()) {
      case "c" -> {
        ChanceDistribution lottery = lottery();
        Optional<NodeOutcome> outcome = outcome();
        yield new GameTreeNode.ChanceNode(
            name, lottery, outcome, branches(lottery.actions().size(), depth));
      }
      case "p" -> {
        InformationSet set = set();
        Optional<NodeOutcome> outcome = outcome();
        yield new GameTreeNode.DecisionNode(
            name, set, outcome, branches(set.actions().size(), depth));
      }
      default -> new GameTreeNode.TerminalNode(name, outcome());
    };
  }

  private List<GameTreeNode> branches(int count, int depth) throws GameFileException {
    List<GameTreeNode> next = new ArrayList<>();
    for (int branch = 0; branch < count; branch++) {
      next.add(node(depth + 1));
    }
    return next;
  }

  private ChanceDistribution lottery() throws GameFileException {
    Token at = token();
    int number = integer(1, NUMBER_MAX, "the number of chance's move");
    ChanceDistribution known = lotteries.get(number);
    String name = optionalText().orElse("");
    if (!is(Kind.OPEN)) {
      return required(known, "'{' before the actions of chance's move " + number);
    }
    Token open = advance();
    List<String> actions = new ArrayList<>();
    List<BigFraction> probabilities = new ArrayList<>();
    while (!is(Kind.CLOSE)) {
      actions.add(expect(Kind.TEXT, "the name of an action in quotes or '}'").text());
      Token probability = token();
      probabilities.add(number("the probability of an action"));
      if (probabilities.getLast().compareTo(BigFraction.ZERO) < 0) {
        throw error(probability, "a probability is not below 0, found " + probability.shown());
      }
    }
    advance();
    BigFraction sum = probabilities.stream().reduce(BigFraction.ZERO, BigFraction::add);
    if (!sum.equals(BigFraction.ONE)) {
      String found = sum.getNumerator() + "/" + sum.getDenominator();
      throw error(open, "the probabilities of chance's move add up to 1, not to " + found);
    }
    if (known != null
        && !(known.actions().equals(actions) && known.probabilities().equals(probabilities))) {
      throw error(at, "chance's move " + number + " is another one at its first place");
    }
    return lotteries.computeIfAbsent(
        number, key -> new ChanceDistribution(key, name, actions, probabilities));
  }

  private InformationSet set() throws GameFileException {
    int player = integer(1, players, "the number of the player");
    int number = integer(1, NUMBER_MAX, "the number of the information set");
    InformationSet known = sets.get(List.of(player, number));
    String name = optionalText().orElse("");
    String words = "information set " + number + " of player " + player;
    if (!is(Kind.OPEN)) {
      return required(known, "'{' before the actions of " + words);
    }
    Token open = token();
    List<String> actions =
        textList("the name of an action", "the list of actions of " + words + " is empty");
    if (known != null && !known.actions().equals(actions)) {
      throw error(open, words + " has other actions at its first place");
    }
    return sets.computeIfAbsent(
        List.of(player, number), key -> new InformationSet(player - 1, number, name, actions));
  }

  /** What stood before, where this place leaves it out. */
  private <T> T required(T known, String what) throws GameFileException {
    if (known == null) {
      throw expected(what);
    }
    return known;
  }

  private Optional<NodeOutcome> outcome() throws GameFileException {
    Token at = expect(Kind.NUMBER, "the number of the outcome, or 0 for none");
    int number = integer(at, 0, NUMBER_MAX, "the number of an outcome");
    NodeOutcome known = outcomes.get(number);
    String name = optionalText().orElse("");
    if (!is(Kind.OPEN)) {
      return number == 0
          ? Optional.empty()
          : Optional.of(required(known, "'{' before the payoffs of outcome " + number));
    }
    if (number == 0) {
      throw expected("no payoffs, since 0 is no outcome");
    }
    advance();
    List<BigFraction> payoffs = payoffs(players, " of outcome " + number);
    if (known != null && !known.payoffs().equals(payoffs)) {
      throw error(at, "outcome " + number + " has other payoffs at its first place");
    }
    return Optional.of(
        outcomes.computeIfAbsent(number, key -> new NodeOutcome(key, name, payoffs)));
  }
}
