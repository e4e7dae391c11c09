package org.medchain.study.file;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.Game;
import org.medchain.game.GroupGame;
import org.medchain.game.Player;
import tools.jackson.databind.JsonNode;

/** Payoffs as nested lists: one level a player, and innermost one number a player. */
final class PayoffTables {
  private final StudySection section;
  private final List<Player> players;

  /** The payoffs of the profiles, by their numbers. */
  private final Map<Integer, BigFraction[]> yields = new HashMap<>();

  private PayoffTables(StudySection section, List<Player> players) {
    this.section = section;
    this.players = players;
  }

  /** A game between players: {@code payoffs[a][b] = [first player's, second player's]}. */
  static Game game(String title, StudySection section, List<Player> players)
      throws UserInputException {
    PayoffTables payoffs = new PayoffTables(section, players);
    payoffs.level(section.value("payoffs"), "payoffs", 0, 0, 1);
    return Game.of(title, players, payoffs.table());
  }

  /** The payoffs by player and profile, of which there are as many as the file really lists. */
  private BigFraction[][] table() {
    BigFraction[][] table = new BigFraction[players.size()][yields.size()];
    yields.forEach(
        (number, payoffs) -> {
          for (int player = 0; player < payoffs.length; player++) {
            table[player][number] = payoffs[player];
          }
        });
    return table;
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
      throw section.refusal(
          "size",
          section.keyName("size") + " is " + size + " with " + strategies.size() + " strategies",
          "allowed: as many as make at most " + GroupGame.MAX_COMPOSITIONS + " payoffs in a row");
    }
    JsonNode rows = section.value("payoffs");
    requireSize(section, "payoffs", rows, "rows", strategies);
    BigFraction[][] payoffs = new BigFraction[strategies.size()][others.size()];
    for (int own = 0; own < payoffs.length; own++) {
      String at = "payoffs/" + own;
      if (!rows.get(own).isArray() || rows.get(own).size() != others.size()) {
        throw section.refusal(
            at,
            section.keyName(at) + " is " + shape(rows.get(own)),
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

  private void level(JsonNode node, String at, int player, int index, int stride)
      throws UserInputException {
    if (player == players.size()) {
      innermost(node, at, index);
      return;
    }
    List<String> actions = players.get(player).actions();
    requireSize(section, at, node, "lists", actions);
    for (int action = 0; action < actions.size(); action++) {
      level(
          node.get(action),
          at + "/" + action,
          player + 1,
          index + action * stride,
          stride * actions.size());
    }
  }

  private void innermost(JsonNode node, String at, int index) throws UserInputException {
    if (!node.isArray() || node.size() != players.size()) {
      throw section.refusal(
          at,
          section.keyName(at) + " is " + shape(node),
          "allowed: " + players.size() + " numbers, one for each player");
    }
    BigFraction[] each = new BigFraction[players.size()];
    for (int player = 0; player < players.size(); player++) {
      each[player] = number(section, at + "/" + player, node.get(player));
    }
    yields.put(index, each);
  }

  private static void requireSize(
      StudySection section, String at, JsonNode node, String what, List<String> names)
      throws UserInputException {
    if (!node.isArray() || node.size() != names.size()) {
      throw section.refusal(
          at,
          section.keyName(at) + " is " + shape(node),
          "allowed: %s %s, one for each of %s"
              .formatted(names.size(), what, String.join(", ", names)));
    }
  }

  private static BigFraction number(StudySection section, String at, JsonNode node)
      throws UserInputException {
    return RationalNumber.parse(node)
        .orElseThrow(
            () ->
                section.refusal(
                    at, section.keyName(at) + " is " + shape(node), RationalNumber.EXPECTED_FORM));
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
