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
import org.medchain.game.GroupGame;
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

  /** Each plays either role half of the time: the average over both pairs of actions. */
  @Example
  void eitherRoleIsPlayedHalfOfTheTime() throws UserInputException {
    Game game =
        Studies.read(
                NORMAL_FORM + "  - [[1, 10], [2, 20], [3, 30]]\n  - [[4, 40], [5, 50], [6, 60]]\n")
            .game()
            .game()
            .orElseThrow();
    GroupGame either = StudyGame.symmetrized(game);
    assertThat(either.strategies()).containsExactly("u/l", "u/m", "u/r", "d/l", "d/m", "d/r");
    // d/m against u/r: as first d meets r, 6; as second m is met by u, 20.
    assertThat(either.exactMatrix()[4][2].doubleValue()).isEqualTo((6 + 20) / 2.0);
    assertThat(either.exactMatrix()[2][4].doubleValue()).isEqualTo((2 + 60) / 2.0);
  }
}
