package org.medchain.game.format;

import java.util.List;
import java.util.Optional;
import org.medchain.game.extensive.ExtensiveGame;
import org.medchain.game.extensive.GameTreeNode;

/** Writes extensive games as Gambit does: each node with all that belongs to it. */
final class EfgWriter {
  private EfgWriter() {}

  static String text(EfgFile file) {
    ExtensiveGame game = file.game();
    StringBuilder text = new StringBuilder("EFG 2 R ");
    text.append(NfgWriter.quoted(game.title()));
    text.append(' ').append(NfgWriter.names(game.players())).append('\n');
    text.append(NfgWriter.quoted(file.comment())).append("\n\n");
    append(game.root(), text);
    return text.toString();
  }

  private static void append(GameTreeNode node, StringBuilder text) {
    String name = NfgWriter.quoted(node.name());
    switch (node) {
      case GameTreeNode.ChanceNode chance ->
          text.append("c ").append(name).append(' ').append(lottery(chance.lottery()));
      case GameTreeNode.DecisionNode decision -> {
        text.append("p ").append(name).append(' ').append(decision.set().player() + 1);
        text.append(' ').append(decision.set().number()).append(' ');
        text.append(NfgWriter.quoted(decision.set().name())).append(' ');
        text.append(NfgWriter.names(decision.set().actions()));
      }
      case GameTreeNode.TerminalNode end -> text.append("t ").append(name);
    }
    text.append(' ').append(outcome(node.outcome())).append('\n');
    node.children().forEach(next -> append(next, text));
  }

  private static String lottery(GameTreeNode.ChanceDistribution lottery) {
    StringBuilder text = new StringBuilder();
    text.append(lottery.number()).append(' ').append(NfgWriter.quoted(lottery.name()));
    text.append(" { ");
    for (int branch = 0; branch < lottery.actions().size(); branch++) {
      text.append(NfgWriter.quoted(lottery.actions().get(branch))).append(' ');
      text.append(NfgWriter.number(lottery.probabilities().get(branch))).append(' ');
    }
    return text.append('}').toString();
  }

  private static String outcome(Optional<GameTreeNode.NodeOutcome> outcome) {
    if (outcome.isEmpty()) {
      return "0";
    }
    List<String> payoffs = outcome.get().payoffs().stream().map(NfgWriter::number).toList();
    return outcome.get().number()
        + " "
        + NfgWriter.quoted(outcome.get().name())
        + " { "
        + String.join(", ", payoffs)
        + " }";
  }
}
