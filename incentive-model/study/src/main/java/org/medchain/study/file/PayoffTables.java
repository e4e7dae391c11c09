package org.medchain.study.file;

import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.Game;
import org.medchain.game.GroupGame;
import org.medchain.game.Player;
import tools.jackson.databind.JsonNode;

/** Payoffs as nested lists: one level a player, and innermost one number a player. */
final class PayoffTables {
  private PayoffTables() {}

  /** A game between players: {@code payoffs[a][b] = [first player's, second player's]}. */
  static Game game(String title, StudySection section, List<Player> players)
      throws UserInputException {
    JsonNode payoffs = section.value("payoffs");
    requireLevel(section, payoffs, "payoffs", players, 0);
    return Game.ofExact(
        title,
        players,
        (player, profile) -> {
          JsonNode node = payoffs;
          for (int action : profile) {
            node = node.get(action);
          }
          return RationalNumber.parse(node.get(player)).orElseThrow();
        });
  }

  /** A matrix: {@code payoffs[a][b]} is the payoff of a against b. */
  static BigFraction[][] matrix(StudySection section, List<String> strategies)
      throws UserInputException {
    BigFraction[][] matrix = new BigFraction[strategies.size()][strategies.size()];
    JsonNode rows = section.value("payoffs");
    requireSize(section, "payoffs", rows, "rows", strategies);
    for (int row = 0; row < matrix.length; row++) {
      String at = "payoffs/" + row;
      requireSize(section, at, rows.get(row), "numbers", strategies);
      for (int column = 0; column < matrix.length; column++) {
        matrix[row][column] = number(section, at + "/" + column, rows.get(row).get(column));
      }
    }
    return matrix;
  }

  /** A group: {@code payoffs[a][k]} is the payoff of a where the others choose in the k-th way. */
  static GroupGame group(String title, StudySection section) throws UserInputException {
    List<String> strategies = section.names("strategies");
    int size = section.integer("size");
    List<int[]> others = GroupGame.compositions(strategies.size(), size - 1);
    if (others.size() > GroupGame.MAX_COMPOSITIONS) {
      throw section.wrong(
          "size",
          "is " + size + " with " + strategies.size() + " strategies",
          "allowed: as many as make at most " + GroupGame.MAX_COMPOSITIONS + " payoffs in a row");
    }
    JsonNode rows = section.value("payoffs");
    requireSize(section, "payoffs", rows, "rows", strategies);
    BigFraction[][] payoffs = new BigFraction[strategies.size()][others.size()];
    for (int own = 0; own < payoffs.length; own++) {
      String at = "payoffs/" + own;
      if (!rows.get(own).isArray() || rows.get(own).size() != others.size()) {
        throw section.wrong(
            at,
            "is " + shape(rows.get(own)),
            "allowed: %s numbers, from all %s others playing %s to all playing %s"
                .formatted(
                    others.size(),
                    size - 1,
                    strategies.get(strategies.size() - 1),
                    strategies.get(0)));
      }
      for (int place = 0; place < others.size(); place++) {
        payoffs[own][place] = number(section, at + "/" + place, rows.get(own).get(place));
      }
    }
    return new GroupGame(title, strategies, size, payoffs);
  }

  private static void requireLevel(
      StudySection section, JsonNode node, String at, List<Player> players, int player)
      throws UserInputException {
    boolean innermost = player == players.size();
    if (!innermost) {
      requireSize(section, at, node, "lists", players.get(player).actions());
    } else if (!node.isArray() || node.size() != players.size()) {
      throw section.wrong(
          at, "is " + shape(node), "allowed: " + players.size() + " numbers, one for each player");
    }
    for (int i = 0; i < node.size(); i++) {
      if (innermost) {
        number(section, at + "/" + i, node.get(i));
      } else {
        requireLevel(section, node.get(i), at + "/" + i, players, player + 1);
      }
    }
  }

  private static void requireSize(
      StudySection section, String at, JsonNode node, String what, List<String> names)
      throws UserInputException {
    if (!node.isArray() || node.size() != names.size()) {
      throw section.wrong(
          at,
          "is " + shape(node),
          "allowed: %s %s, one for each of %s"
              .formatted(names.size(), what, String.join(", ", names)));
    }
  }

  private static BigFraction number(StudySection section, String at, JsonNode node)
      throws UserInputException {
    return RationalNumber.parse(node)
        .orElseThrow(() -> section.wrong(at, "is " + shape(node), RationalNumber.EXPECTED_FORM));
  }

  static String shape(JsonNode node) {
    return switch (node.getNodeType()) {
      case ARRAY -> "a list of " + node.size();
      case OBJECT -> "a mapping";
      case NULL, MISSING -> "empty";
      case STRING -> StudySection.quoted(node.asString());
      default -> node.asString();
    };
  }
}
