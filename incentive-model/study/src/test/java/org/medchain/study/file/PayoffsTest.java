package org.medchain.study.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.Game;
import org.medchain.game.PopulationGame;
import org.medchain.game.SymmetricGame;
import org.medchain.study.Studies;

/** Payoffs of a file, place by place; and what is wrong with them, at its line. */
class PayoffsTest {
  private static final String NORMAL_FORM =
      """
      name: q
      game:
        kind: normal-form
        players:
        - {name: first, actions: [u, d]}
        - {name: second, actions: [l, m, r]}
        payoffs:
      """;

  /** Lists within lists, the innermost numbered by the choices that lead there. */
  private static String nested(List<Integer> sizes, List<Integer> profile) {
    if (profile.size() == sizes.size()) {
      return IntStream.range(0, sizes.size())
          .mapToObj(player -> payoff(player, profile))
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return IntStream.range(0, sizes.get(profile.size()))
        .mapToObj(
            action -> {
              List<Integer> longer = new ArrayList<>(profile);
              longer.add(action);
              return nested(sizes, longer);
            })
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static String payoff(int player, List<Integer> profile) {
    Random random = new Random(31L * profile.hashCode() + player);
    return random.nextInt(100) - 50 + "/" + (1 + random.nextInt(9));
  }

  @Property(seed = "24", tries = 60)
  void everyPayoffStandsAtItsPlace(
      @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 3) Integer> sizes)
      throws UserInputException {
    StringBuilder text = new StringBuilder("name: q\ngame:\n  kind: normal-form\n  players:\n");
    for (int player = 0; player < sizes.size(); player++) {
      text.append("  - {name: p").append(player).append(", actions: [");
      text.append(
          IntStream.range(0, sizes.get(player))
              .mapToObj(action -> "x" + action)
              .collect(Collectors.joining(", ")));
      text.append("]}\n");
    }
    text.append("  payoffs: ").append(nested(sizes, List.of())).append('\n');
    Game game = Studies.read(text.toString()).game().game().orElseThrow();
    assertThat(game.players()).hasSize(sizes.size());
    for (int index = 0; index < game.profileCount(); index++) {
      int[] profile = game.profile(index);
      List<Integer> named = IntStream.of(profile).boxed().toList();
      for (int player = 0; player < sizes.size(); player++) {
        String[] parts = payoff(player, named).split("/", -1);
        BigFraction wanted =
            new BigFraction(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
        assertThat(game.exactPayoff(player, profile)).isEqualTo(wanted);
      }
    }
  }

  /** Many players with many actions are refused for their payoffs, and fill no memory before. */
  @Example
  void aLargeGameWithoutPayoffsIsRefused() {
    String actions =
        IntStream.range(0, 40).mapToObj(i -> "x" + i).collect(Collectors.joining(", "));
    StringBuilder text = new StringBuilder("name: q\ngame:\n  kind: normal-form\n  players:\n");
    for (int player = 0; player < 8; player++) {
      text.append("  - {name: p").append(player).append(", actions: [").append(actions);
      text.append("]}\n");
    }
    Studies.refused(text + "  payoffs: [[1]]\n", 13, "a list of 1; allowed: 40 lists");
  }

  /** Three who play together: a row's numbers are for 0, 1, 2 others who play the first. */
  @Example
  void aGroupsPayoffsAreCountedByTheOthers() throws UserInputException {
    StudyGame.GroupStudyGame group =
        (StudyGame.GroupStudyGame)
            Studies.read(
                    """
                    name: q
                    game:
                      kind: group
                      size: 3
                      strategies: [a, b]
                      payoffs: [[1, 2, 4], [8, 16, 32]]
                    """)
                .game();
    Game game = group.game().orElseThrow();
    assertThat(game.payoff(0, 0, 1, 1)).isEqualTo(1);
    assertThat(game.payoff(0, 0, 0, 1)).isEqualTo(2);
    assertThat(game.payoff(1, 0, 0, 0)).isEqualTo(4);
    assertThat(game.payoff(1, 1, 1, 1)).isEqualTo(8);
    assertThat(game.payoff(2, 0, 1, 1)).isEqualTo(16);
    assertThat(game.payoff(2, 0, 0, 1)).isEqualTo(32);
  }

  /** Each plays either role half of the time: the average over both pairs of actions. */
  @Example
  void eitherRoleIsPlayedHalfOfTheTime() throws UserInputException {
    Game game =
        Studies.read(
                NORMAL_FORM + "  - [[1, 10], [2, 20], [3, 30]]\n  - [[4, 40], [5, 50], [6, 60]]\n")
            .game()
            .game()
            .orElseThrow();
    SymmetricGame either = StudyGame.symmetrized(game);
    assertThat(either.strategies()).containsExactly("u/l", "u/m", "u/r", "d/l", "d/m", "d/r");
    // d/m against u/r: as first d meets r, 6; as second m is met by u, 20.
    assertThat(either.payoff(4, 2)).isEqualTo((6 + 20) / 2.0);
    assertThat(either.payoff(2, 4)).isEqualTo((2 + 60) / 2.0);
  }

  /** Whole numbers of 20 digits are numbers. */
  @Example
  void longWholeNumbersAreNumbers() throws UserInputException {
    String long20 = "12345678901234567890";
    Game game =
        Studies.read(
                NORMAL_FORM
                    + "  - [[%s, 0], [2, 0], [3, 0]]\n".formatted(long20)
                    + "  - [[4, 0], [5, 0], [6, 0]]\n")
            .game()
            .game()
            .orElseThrow();
    assertThat(game.exactPayoff(0, 0, 0)).hasToString(long20);
  }

  /** A table that is the same for both players is also the game of one population. */
  @Example
  void playersWhoAreAlikeAreOnePopulation() throws UserInputException {
    String alike =
        """
        name: q
        game:
          kind: normal-form
          players: [{name: x, actions: [a, b]}, {name: y, actions: [a, b]}]
          payoffs: [[[1, 1], [2, 3]], [[3, 2], [4, 4]]]
        """;
    PopulationGame population = Studies.read(alike).game().population().orElseThrow();
    assertThat(population.payoffs(new double[] {1, 0})).containsExactly(1, 3);
    assertThat(population.payoffs(new double[] {0, 1})).containsExactly(2, 4);
    assertThat(Studies.read(alike.replace("[3, 2]", "[3, 7]")).game().population()).isEmpty();
  }
}
