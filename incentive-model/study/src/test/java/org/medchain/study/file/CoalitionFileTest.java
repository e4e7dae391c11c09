package org.medchain.study.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.experiments.config.UserInputException;
import org.medchain.study.Studies;

/** Worths of coalitions against what the schema promises of them, by trying all divisions. */
class CoalitionFileTest {
  private static final List<String> PLAYERS = List.of("a", "b", "c", "d", "e");
  private static final int ALL = (1 << PLAYERS.size()) - 1;

  @Provide
  Arbitrary<Map<Integer, Integer>> worths() {
    return Arbitraries.maps(
            Arbitraries.integers().between(1, ALL), Arbitraries.integers().between(-9, 9))
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  private static String names(int coalition) {
    StringBuilder names = new StringBuilder();
    for (int player = 0; player < PLAYERS.size(); player++) {
      names.append((coalition >> player & 1) == 1 ? " " + PLAYERS.get(player) : "");
    }
    return names.substring(1);
  }

  private static StudyGame.CoalitionStudyGame game(Map<Integer, Integer> listed)
      throws UserInputException {
    StringBuilder text =
        new StringBuilder(
            "name: q\ngame:\n  kind: coalition\n  players: [a, b, c, d, e]\n  worth:\n");
    listed.forEach(
        (coalition, worth) ->
            text.append("    ").append(names(coalition)).append(": ").append(worth).append('\n'));
    return (StudyGame.CoalitionStudyGame) Studies.read(text.toString()).game();
  }

  /** The best division: some part holds the last player; the rest divides itself likewise. */
  private static int divided(int coalition, Map<Integer, Integer> listed) {
    if (coalition == 0) {
      return 0;
    }
    int last = Integer.highestOneBit(coalition);
    int best = Integer.MIN_VALUE;
    for (int part = coalition; part != 0; part = part - 1 & coalition) {
      boolean single = Integer.bitCount(part) == 1;
      if ((part & last) != 0 && (single || listed.containsKey(part))) {
        best = Math.max(best, listed.getOrDefault(part, 0) + divided(coalition ^ part, listed));
      }
    }
    return best;
  }

  @Property(seed = "24", tries = 200)
  void whatIsNotListedIsWorthItsBestDivision(@ForAll("worths") Map<Integer, Integer> listed)
      throws UserInputException {
    StudyGame.CoalitionStudyGame game = game(listed);
    assertThat(game.isWeightedVote()).isFalse();
    for (int coalition = 1; coalition <= ALL; coalition++) {
      int wanted =
          listed.containsKey(coalition) ? listed.get(coalition) : divided(coalition, listed);
      assertThat(game.coalitionGame().worth(coalition))
          .as(names(coalition))
          .isEqualTo(new BigFraction(wanted));
    }
  }

  /** A bad bargain that is listed does not bind a larger coalition. */
  @Example
  void whoWouldLoseTogetherStaysApart() throws UserInputException {
    StudyGame.CoalitionStudyGame game = game(new TreeMap<>(Map.of(0b00110, -5)));
    assertThat(game.coalitionGame().worth(0b00110)).isEqualTo(new BigFraction(-5));
    assertThat(game.coalitionGame().worth(0b00111)).isEqualTo(BigFraction.ZERO);
  }

  /** Who votes 3, 2, 2, 1 with a quota of 5: a coalition wins if its votes are enough. */
  @Example
  void votesAreCounted() throws UserInputException {
    StudyGame.CoalitionStudyGame game =
        (StudyGame.CoalitionStudyGame)
            Studies.read(
                    """
                    name: q
                    game:
                      kind: coalition
                      players: [w, x, y, z]
                      weighted_vote: {quota: 5, weights: [3, 2, 2, 1]}
                    """)
                .game();
    assertThat(game.isWeightedVote()).isTrue();
    int[] weights = {3, 2, 2, 1};
    for (int coalition = 0; coalition < 16; coalition++) {
      int votes = 0;
      for (int player = 0; player < 4; player++) {
        votes += (coalition >> player & 1) * weights[player];
      }
      assertThat(game.coalitionGame().worth(coalition))
          .isEqualTo(new BigFraction(votes >= 5 ? 1 : 0));
    }
  }

  @Example
  void errorsAreReportedAtTheirLine() {
    String head = "name: q\ngame:\n  kind: coalition\n  players: [a, b]\n";
    Studies.refused(head + "  worth:\n    a: 1\n    a x: 2\n", 7, "names \"x\"");
    Studies.refused(head + "  worth:\n    a a: 1\n", 6, "names a player twice");
    Studies.refused(head + "  worth:\n    a b: 1\n    b a: 2\n", 7, "a second time");
    Studies.refused(head + "  worth:\n    a b: 1/0\n", 6, "a fraction such as 1/3");
    Studies.refused(head + "  weighted_vote: {quota: 1, weights: [1]}\n", 5, "allowed: 2 numbers");
    Studies.refused(
        head + "  worth:\n    a: 1\n  weighted_vote: {quota: 1, weights: [1, 1]}\n",
        7,
        "game.weighted_vote stands beside game.worth");
    Studies.refused(head, 2, "\"game.worth\" or \"game.weighted_vote\" is missing");
    Studies.refused(
        "name: q\ngame:\n  kind: coalition\n  players: [a, b, a]\n  worth: {a: 1}\n",
        4,
        "names \"a\" twice");
    Studies.refused(
        """
        name: q
        game:
          kind: coalition
          players: [a, b, c, d, e, f, g, h, i, j, k, l, m]
          worth: {a: 1}
        """,
        4,
        "1 to 12 with game.worth");
  }
}
