package org.medchain.game.format;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.medchain.game.extensive.ExtensiveGame;
import org.medchain.game.extensive.GameTreeNode;
import org.medchain.game.extensive.GameTreeNode.ChanceDistribution;
import org.medchain.game.extensive.GameTreeNode.ChanceNode;
import org.medchain.game.extensive.GameTreeNode.DecisionNode;
import org.medchain.game.extensive.GameTreeNode.NodeOutcome;
import org.medchain.game.extensive.GameTreeNode.TerminalNode;

/**
 * An extensive game in the format {@code .efg} of Gambit (Savani and Turocy 2025): the nodes of the
 * tree in prefix order, with chance's moves, information sets and outcomes. What an information
 * set, a move of chance or an outcome is like stands at its first place, and may stand again.
 *
 * @param game the game
 * @param comment for people to read; often empty
 */
public record EfgFile(ExtensiveGame game, String comment) {
  /** How many nodes a tree may have. */
  public static final int MAX_NODES = 50_000;

  private static final long MOST_BYTES = 1L << 26;

  /**
   * Reads a file.
   *
   * @throws GameFileException if it is not such a game; says where
   */
  public static EfgFile read(Path path) throws IOException, GameFileException {
    return read(path.toString(), GambitReader.content(path, MOST_BYTES));
  }

  /**
   * Reads the text of a file.
   *
   * @param file what messages call it
   * @throws GameFileException if it is not such a game; says where
   */
  public static EfgFile read(String file, String text) throws GameFileException {
    return new EfgReader(file, text).parse();
  }

  /** The text of the file. Numbers that are finite decimals are written so, others as p/q. */
  public String text() {
    StringBuilder text = new StringBuilder("EFG 2 R ").append(GambitText.quoted(game.title()));
    text.append(' ').append(GambitText.names(game.players())).append('\n');
    text.append(GambitText.quoted(comment)).append("\n\n");
    append(game.root(), text);
    return text.toString();
  }

  private static void append(GameTreeNode node, StringBuilder text) {
    String name = GambitText.quoted(node.name());
    switch (node) {
      case ChanceNode chance ->
          text.append("c ").append(name).append(' ').append(lottery(chance.lottery()));
      case DecisionNode decision -> {
        text.append("p ").append(name).append(' ').append(decision.set().player() + 1);
        text.append(' ').append(decision.set().number()).append(' ');
        text.append(GambitText.quoted(decision.set().name())).append(' ');
        text.append(GambitText.names(decision.set().actions()));
      }
      case TerminalNode end -> text.append("t ").append(name);
    }
    text.append(' ').append(outcome(node.outcome())).append('\n');
    node.children().forEach(next -> append(next, text));
  }

  private static String lottery(ChanceDistribution lottery) {
    StringBuilder text = new StringBuilder();
    text.append(lottery.number()).append(' ').append(GambitText.quoted(lottery.name()));
    text.append(" { ");
    for (int branch = 0; branch < lottery.actions().size(); branch++) {
      text.append(GambitText.quoted(lottery.actions().get(branch))).append(' ');
      text.append(GambitText.number(lottery.probabilities().get(branch))).append(' ');
    }
    return text.append('}').toString();
  }

  private static String outcome(Optional<NodeOutcome> outcome) {
    return outcome
        .map(
            each ->
                each.number()
                    + " "
                    + GambitText.quoted(each.name())
                    + " { "
                    + String.join(", ", each.payoffs().stream().map(GambitText::number).toList())
                    + " }")
        .orElse("0");
  }
}
