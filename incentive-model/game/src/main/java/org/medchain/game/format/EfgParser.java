package org.medchain.game.format;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.extensive.ExtensiveGame;
import org.medchain.game.extensive.InformationSet;
import org.medchain.game.extensive.Node;

/** Reads {@code .efg}. */
final class EfgParser extends GambitParser {
  private static final int NUMBER_MAX = 999_999_999;

  private final Map<Integer, Node.Outcome> outcomes = new LinkedHashMap<>();
  private final Map<Integer, Node.Lottery> lotteries = new LinkedHashMap<>();
  private final Map<List<Integer>, InformationSet> sets = new LinkedHashMap<>();
  private int players;
  private int nodes;

  EfgParser(Lexer lexer) throws GameFileException {
    super(lexer);
  }

  EfgFile parse() throws GameFileException {
    String title = head("EFG", "2");
    List<String> names = playerNames();
    players = names.size();
    String comment = comment();
    Node root = node(0);
    end();
    return new EfgFile(new ExtensiveGame(title, names, root), comment);
  }

  private Node node(int depth) throws GameFileException {
    Token kind = token();
    if (kind.kind() != Token.Kind.WORD || !kind.text().matches("[cpt]")) {
      throw expected("a node, which begins with c (chance), p (a player) or t (the end)");
    }
    if (++nodes > EfgFile.MOST_NODES) {
      throw error(kind, "the tree has more than " + EfgFile.MOST_NODES + " nodes");
    }
    if (depth > ExtensiveGame.MOST_MOVES) {
      throw error(kind, "a play has more than " + ExtensiveGame.MOST_MOVES + " moves");
    }
    advance();
    String name = take(Token.Kind.TEXT, "the name of the node in quotes").text();
    return switch (kind.text()) {
      case "c" -> {
        Node.Lottery lottery = lottery();
        Optional<Node.Outcome> outcome = outcome();
        yield new Node.Chance(name, lottery, outcome, branches(lottery.actions().size(), depth));
      }
      case "p" -> {
        InformationSet set = set();
        Optional<Node.Outcome> outcome = outcome();
        yield new Node.Decision(name, set, outcome, branches(set.actions().size(), depth));
      }
      default -> new Node.End(name, outcome());
    };
  }

  private List<Node> branches(int count, int depth) throws GameFileException {
    List<Node> next = new ArrayList<>();
    for (int branch = 0; branch < count; branch++) {
      next.add(node(depth + 1));
    }
    return next;
  }

  private Node.Lottery lottery() throws GameFileException {
    Token at = take(Token.Kind.NUMBER, "the number of chance's move");
    int number = integer(at, 1, NUMBER_MAX, "the number of chance's move");
    Node.Lottery known = lotteries.get(number);
    String name = token().kind() == Token.Kind.TEXT ? advance().text() : known(known);
    if (token().kind() != Token.Kind.OPEN) {
      return required(known, "'{' before the actions of chance's move " + number);
    }
    Token open = advance();
    List<String> actions = new ArrayList<>();
    List<BigFraction> probabilities = new ArrayList<>();
    while (token().kind() != Token.Kind.CLOSE) {
      actions.add(take(Token.Kind.TEXT, "the name of an action in quotes or '}'").text());
      if (token().kind() != Token.Kind.NUMBER) {
        throw expected("the probability of an action");
      }
      Token probability = advance();
      probabilities.add(number(probability));
      if (probabilities.get(probabilities.size() - 1).compareTo(BigFraction.ZERO) < 0) {
        throw error(probability, "a probability is not below 0, found " + probability.shown());
      }
    }
    advance();
    BigFraction sum = probabilities.stream().reduce(BigFraction.ZERO, BigFraction::add);
    if (!sum.equals(BigFraction.ONE)) {
      String found = Double.toString(Game.rounded(sum));
      throw error(open, "the probabilities of chance's move add up to 1, not to " + found);
    }
    Node.Lottery lottery = new Node.Lottery(number, name, actions, probabilities);
    if (known != null && !(known.actions().equals(actions) && same(known, lottery))) {
      throw error(at, "chance's move " + number + " is another one at its first place");
    }
    lotteries.putIfAbsent(number, lottery);
    return lotteries.get(number);
  }

  private static boolean same(Node.Lottery one, Node.Lottery other) {
    return one.probabilities().equals(other.probabilities());
  }

  private static String known(Node.Lottery known) {
    return known == null ? "" : known.name();
  }

  private InformationSet set() throws GameFileException {
    Token who = take(Token.Kind.NUMBER, "the number of the player");
    int player = integer(who, 1, players, "the number of the player");
    Token at = take(Token.Kind.NUMBER, "the number of the information set");
    int number = integer(at, 1, NUMBER_MAX, "the number of the information set");
    InformationSet known = sets.get(List.of(player, number));
    String name = "";
    if (token().kind() == Token.Kind.TEXT) {
      name = advance().text();
    }
    String words = "information set " + number + " of player " + player;
    if (token().kind() != Token.Kind.OPEN) {
      return required(known, "'{' before the actions of " + words);
    }
    Token open = token();
    List<String> actions = texts("the name of an action");
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

  private Optional<Node.Outcome> outcome() throws GameFileException {
    Token at = take(Token.Kind.NUMBER, "the number of the outcome, or 0 for none");
    int number = integer(at, 0, NUMBER_MAX, "the number of an outcome");
    Node.Outcome known = outcomes.get(number);
    String name = token().kind() == Token.Kind.TEXT ? advance().text() : "";
    if (token().kind() != Token.Kind.OPEN) {
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
      if (token().kind() != Token.Kind.NUMBER) {
        throw expected("the payoff of player " + player + " at outcome " + number);
      }
      payoffs.add(number(advance()));
      if (token().kind() == Token.Kind.COMMA) {
        advance();
      }
    }
    take(Token.Kind.CLOSE, "'}' after " + players + " payoffs of outcome " + number);
    if (known != null && !known.payoffs().equals(payoffs)) {
      throw error(at, "outcome " + number + " has other payoffs at its first place");
    }
    outcomes.putIfAbsent(number, new Node.Outcome(number, name, payoffs));
    return Optional.of(outcomes.get(number));
  }
}
