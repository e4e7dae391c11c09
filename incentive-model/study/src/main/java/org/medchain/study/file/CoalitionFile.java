package org.medchain.study.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.coalition.CoalitionGame;
import tools.jackson.databind.JsonNode;

/** What coalitions are worth: from a list of some of them, or from votes and a quota. */
record CoalitionFile(StudySection game, List<String> players) {
  /** Worths not listed are worked out for all coalitions from all that are. */
  private static final int LISTED_PLAYERS_MAX = 12;

  static StudyGame.CoalitionStudyGame read(String title, StudySection game)
      throws UserInputException {
    CoalitionFile file = new CoalitionFile(game, StrategyNames.read(game, "players"));
    if (game.isGiven("worth") == game.isGiven("weighted_vote")) {
      throw game.refusal(
          game.isGiven("worth") ? "weighted_vote" : "",
          game.isGiven("worth")
              ? "game.weighted_vote stands beside game.worth"
              : "the key \"game.worth\" or \"game.weighted_vote\" is missing",
          "allowed: one of the two");
    }
    return new StudyGame.CoalitionStudyGame(
        game.isGiven("worth") ? file.listed(title) : file.vote(title),
        game.isGiven("weighted_vote"));
  }

  private CoalitionGame vote(String title) throws UserInputException {
    StudySection vote = game.section("weighted_vote");
    List<Long> weights = new ArrayList<>();
    for (double weight : vote.numbers("weights")) {
      weights.add((long) weight);
    }
    if (weights.size() != players.size()) {
      throw vote.refusal(
          "weights",
          vote.keyName("weights") + " is a list of " + weights.size(),
          "allowed: " + players.size() + " numbers, one for each of " + String.join(", ", players));
    }
    long quota = (long) vote.number("quota");
    return new CoalitionGame(
        title, players, CoalitionGame.weightedVote(title, quota, weights).worth());
  }

  private CoalitionGame listed(String title) throws UserInputException {
    if (players.size() > LISTED_PLAYERS_MAX) {
      throw game.refusal(
          "players",
          "game.players is a list of " + players.size(),
          "allowed: 1 to " + LISTED_PLAYERS_MAX + " with game.worth; more with game.weighted_vote");
    }
    TreeMap<Integer, BigFraction> listed = new TreeMap<>();
    for (String key : game.section("worth").keys()) {
      if (listed.putIfAbsent(coalition(key), worth(key)) != null) {
        throw refusal(key, " stands for a coalition a second time", "each may stand once");
      }
    }
    BigFraction[] table = table(listed);
    return new CoalitionGame(title, players, coalition -> table[(int) coalition]);
  }

  private int coalition(String key) throws UserInputException {
    int coalition = 0;
    for (String name : key.strip().split("\\s+", -1)) {
      int player = players.indexOf(name);
      if (player < 0 || (coalition & 1 << player) != 0) {
        String wrong = player < 0 ? " names " + StudySection.quoted(name) : " names a player twice";
        throw refusal(
            key, wrong, "allowed: players with spaces between: " + String.join(", ", players));
      }
      coalition |= 1 << player;
    }
    return coalition;
  }

  private BigFraction worth(String key) throws UserInputException {
    JsonNode value = game.value("worth").get(key);
    Optional<BigFraction> worth = RationalNumber.parse(value);
    if (worth.isEmpty()) {
      throw refusal(key, " is " + PayoffTables.shape(value), RationalNumber.EXPECTED_FORM);
    }
    return worth.get();
  }

  private UserInputException refusal(String key, String wrong, String allowed) {
    return game.refusal("worth/" + key, "game.worth." + StudySection.quoted(key) + wrong, allowed);
  }

  /**
   * The worth of all coalitions. One that is not listed divides itself as well as it can: the
   * member with the lowest number goes with one of the listed coalitions, or alone, and the rest
   * has been divided before. A rest that is listed need not stay together.
   */
  private BigFraction[] table(TreeMap<Integer, BigFraction> listed) {
    TreeMap<Integer, BigFraction> parts = new TreeMap<>(listed);
    for (int player = 0; player < players.size(); player++) {
      parts.putIfAbsent(1 << player, BigFraction.ZERO);
    }
    BigFraction[] table = new BigFraction[1 << players.size()];
    BigFraction[] best = new BigFraction[table.length];
    table[0] = BigFraction.ZERO;
    best[0] = BigFraction.ZERO;
    for (int all = 1; all < table.length; all++) {
      BigFraction whole = parts.get(all);
      BigFraction apart = divided(all, parts, best);
      best[all] = whole != null && whole.compareTo(apart) > 0 ? whole : apart;
      table[all] = listed.getOrDefault(all, best[all]);
    }
    return table;
  }

  private static BigFraction divided(
      int all, TreeMap<Integer, BigFraction> parts, BigFraction[] before) {
    int lowest = Integer.lowestOneBit(all);
    BigFraction best = parts.get(lowest).add(before[all ^ lowest]);
    // Parts of a coalition have smaller numbers than it.
    for (var part : parts.headMap(all).entrySet()) {
      int members = part.getKey();
      if ((members & lowest) != 0 && (members & ~all) == 0) {
        BigFraction together = part.getValue().add(before[all ^ members]);
        best = together.compareTo(best) > 0 ? together : best;
      }
    }
    return best;
  }
}
