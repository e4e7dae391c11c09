package org.medchain.game.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.extensive.ExtensiveGame;
import org.medchain.game.extensive.GameTreeNode;
import org.medchain.game.extensive.InformationSet;

/** Reads {@code .efg}. */
final class EfgParser extends GambitParser {
  private static final int NUMBER_MAX = 999_999_999;

  private final Map<Integer, GameTreeNode.NodeOutcome> outcomes = new LinkedHashMap<>();
  private final Map<Integer, GameTreeNode.ChanceDistribution> lotteries = new LinkedHashMap<>();
  private final Map<List<Integer>, InformationSet> sets = new LinkedHashMap<>();
  private int players;
  private int nodes;

  EfgParser(GameFileLexer lexer) throws GameFileException {
    super(lexer);
  }

  EfgFile parse() throws GameFileException {
    String title = header("EFG", "2");
    List<String> names = playerNames();
    players = names.size();
    String comment = comment();
    GameTreeNode root = node(0);
    expectEnd();
    return new EfgFile(new ExtensiveGame(title, names, root), comment);
  }

  private GameTreeNode node(int depth) throws GameFileException {
    GameFileToken kind = token();
    if (kind.kind() != GameFileToken.TokenKind.WORD || !kind.text().matches("[cpt]")) {
      throw expected("a node, which begins with c (chance), p (a player) or t (the end)");
    }
    if (++nodes > EfgFile.MAX_NODES) {
      throw error(kind, "the tree has more than " + EfgFile.MAX_NODES + " nodes");
    }
    if (depth > ExtensiveGame.MAX_MOVES) {
      throw error(kind, "a play has more than " + ExtensiveGame.MAX_MOVES + " moves");
    }
    advance();
    String name = expect(GameFileToken.TokenKind.TEXT, "the name of the node in quotes").text();
    return switch (kind.text()) {
      case "c" -> {
        GameTreeNode.ChanceDistribution lottery = lottery();
        Optional<GameTreeNode.NodeOutcome> outcome = outcome();
        yield new GameTreeNode.ChanceNode(
            name, lottery, outcome, branches(lottery.actions().size(), depth));
      }
      case "p" -> {
        InformationSet set = set();
        Optional<GameTreeNode.NodeOutcome> outcome = outcome();
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

  private GameTreeNode.ChanceDistribution lottery() throws GameFileException {
    GameFileToken at = expect(GameFileToken.TokenKind.NUMBER, "the number of chance's move");
    int number = integer(at, 1, NUMBER_MAX, "the number of chance's move");
    GameTreeNode.ChanceDistribution known = lotteries.get(number);
    String name = token().kind() == GameFileToken.TokenKind.TEXT ? advance().text() : known(known);
    if (token().kind() != GameFileToken.TokenKind.OPEN) {
      return required(known, "'{' before the actions of chance's move " + number);
    }
    GameFileToken open = advance();
    List<String> actions = new ArrayList<>();
    List<BigFraction> probabilities = new ArrayList<>();
    while (token().kind() != GameFileToken.TokenKind.CLOSE) {
      actions.add(
          expect(GameFileToken.TokenKind.TEXT, "the name of an action in quotes or '}'").text());
      if (token().kind() != GameFileToken.TokenKind.NUMBER) {
        throw expected("the probability of an action");
      }
      GameFileToken probability = advance();
      probabilities.add(number(probability));
      if (probabilities.get(probabilities.size() - 1).compareTo(BigFraction.ZERO) < 0) {
        throw error(probability, "a probability is not below 0, found " + probability.shown());
      }
    }
    advance();
    BigFraction sum = probabilities.stream().reduce(BigFraction.ZERO, BigFraction::add);
    if (!sum.equals(BigFraction.ONE)) {
      String found = sum.getNumerator() + "/" + sum.getDenominator();
      throw error(open, "the probabilities of chance's move add up to 1, not to " + found);
    }
    GameTreeNode.ChanceDistribution lottery =
        new GameTreeNode.ChanceDistribution(number, name, actions, probabilities);
    if (known != null && !(known.actions().equals(actions) && same(known, lottery))) {
      throw error(at, "chance's move " + number + " is another one at its first place");
    }
    lotteries.putIfAbsent(number, lottery);
    return lotteries.get(number);
  }

  private static boolean same(
      GameTreeNode.ChanceDistribution one, GameTreeNode.ChanceDistribution other) {
    return one.probabilities().equals(other.probabilities());
  }

  private static String known(GameTreeNode.ChanceDistribution known) {
    return known == null ? "" : known.name();
  }

  private InformationSet set() throws GameFileException {
    GameFileToken who = expect(GameFileToken.TokenKind.NUMBER, "the number of the player");
    int player = integer(who, 1, players, "the number of the player");
    GameFileToken at = expect(GameFileToken.TokenKind.NUMBER, "the number of the information set");
    int number = integer(at, 1, NUMBER_MAX, "the number of the information set");
    InformationSet known = sets.get(List.of(player, number));
    String name = "";
    if (token().kind() == GameFileToken.TokenKind.TEXT) {
      name = advance().text();
    }
    String words = "information set " + number + " of player " + player;
    if (token().kind() != GameFileToken.TokenKind.OPEN) {
      return required(known, "'{' before the actions of " + words);
    }
    GameFileToken open = token();
    List<String> actions = textList("the name of an action");
    if (actions.isEmpty()) {
      throw error(open, "the list of actions of " + words + " is empty");
    }
    if (known != null && !known.actions().equals(actions)) {
      throw error(open, words + " has other actions at its first place");
    }
    sets.putIfAbsent(
        List.of(player, number), new InformationSet(player - 1, number, name, actions));
    return sets.get(List.of(player, number));
  }

  /** What stood before, where this place leaves it out. */
  private <T> T required(T known, String what) throws GameFileException {
    if (known == null) {
      throw expected(what);
    }
    return known;
  }

  private Optional<GameTreeNode.NodeOutcome> outcome() throws GameFileException {
    GameFileToken at =
        expect(GameFileToken.TokenKind.NUMBER, "the number of the outcome, or 0 for none");
    int number = integer(at, 0, NUMBER_MAX, "the number of an outcome");
    GameTreeNode.NodeOutcome known = outcomes.get(number);
    String name = token().kind() == GameFileToken.TokenKind.TEXT ? advance().text() : "";
    if (token().kind() != GameFileToken.TokenKind.OPEN) {
      return number == 0
          ? Optional.empty()
          : Optional.of(required(known, "'{' before the payoffs of outcome " + number));
    }
    if (number == 0) {
      throw expected("no payoffs, since 0 is no outcome");
    }
    advance();
    List<BigFraction> payoffs = new ArrayList<>();
    for (int player = 1; player <= players; player++) {
      if (token().kind() != GameFileToken.TokenKind.NUMBER) {
        throw expected("the payoff of player " + player + " at outcome " + number);
      }
      payoffs.add(number(advance()));
      if (token().kind() == GameFileToken.TokenKind.COMMA) {
        advance();
      }
    }
    expect(GameFileToken.TokenKind.CLOSE, "'}' after " + players + " payoffs of outcome " + number);
    if (known != null && !known.payoffs().equals(payoffs)) {
      throw error(at, "outcome " + number + " has other payoffs at its first place");
    }
    outcomes.putIfAbsent(number, new GameTreeNode.NodeOutcome(number, name, payoffs));
    return Optional.of(outcomes.get(number));
  }
}
