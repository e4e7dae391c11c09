package org.medchain.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.medchain.game.dynamics.EvolutionaryDynamic;
import org.medchain.game.dynamics.LinearStability;
import org.medchain.game.dynamics.PopulationFlow;
import org.medchain.game.dynamics.Populations;
import org.medchain.game.dynamics.RestPoint;
import org.medchain.game.dynamics.RestPoints;
import org.medchain.game.population.FinitePopulationGame;

/** GAME-21: several players who are alike, against the literature and against other forms. */
class GroupGameTest {
  private static GroupGame of(int size, double[]... payoffs) {
    List<String> names = List.of("s0", "s1", "s2").subList(0, payoffs.length);
    BigFraction[][] exact =
        Arrays.stream(payoffs)
            .map(row -> Arrays.stream(row).mapToObj(Game::rational).toArray(BigFraction[]::new))
            .toArray(BigFraction[][]::new);
    return new GroupGame("test", names, size, exact);
  }

  private static GroupGame random(int strategies, int size, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int places = GroupGame.compositions(strategies, size - 1).size();
    double[][] payoffs = new double[strategies][places];
    for (double[] row : payoffs) {
      Arrays.setAll(row, each -> random.nextInt(100));
    }
    return of(size, payoffs);
  }

  /** Diekmann 1985: who can rely on n − 1 others waits with probability (cost/gain)^(1/(n−1)). */
  @Property(tries = 20)
  void volunteersDilemma(@ForAll @IntRange(min = 2, max = 12) int size) {
    double[] volunteer = new double[size];
    double[] wait = new double[size];
    Arrays.fill(volunteer, 0.7);
    Arrays.fill(wait, 1, size, 1);
    PopulationFlow flow =
        new PopulationFlow(
            new EvolutionaryDynamic.Replicator(), Populations.single(of(size, volunteer, wait)));
    List<RestPoint> inside =
        RestPoints.of(flow).points().stream().filter(each -> each.state()[0] % 1 != 0).toList();
    assertThat(inside).hasSize(1);
    assertThat(inside.get(0).state()[1]).isCloseTo(Math.pow(0.3, 1.0 / (size - 1)), within(1e-9));
    assertThat(inside.get(0).stability())
        .isIn(LinearStability.STABLE_NODE, LinearStability.STABLE_FOCUS);
    assertThat(inside.get(0).nash()).isTrue();
  }

  /** As a game between players it is the same, and is known again. */
  @Property(seed = "22", tries = 20)
  void normalFormAndBack(@ForAll long seed, @ForAll @IntRange(min = 2, max = 4) int size) {
    GroupGame game = random(3, size, seed);
    Game normal = game.toGame();
    double[] shares = {0.2, 0.5, 0.3};
    double[][] all = new double[size][];
    Arrays.fill(all, shares);
    for (int player = 0; player < size; player++) {
      assertThat(normal.actionPayoffs(player, all))
          .containsExactly(game.payoffs(shares), within(1e-9));
    }
    assertThat(GroupGame.of(normal).orElseThrow().exactPayoffs()).isEqualTo(game.exactPayoffs());
  }

  @Test
  void playersWhoDifferAreNoGroup() {
    List<Player> players = List.of(Player.numbered("a", 2), Player.numbered("b", 2));
    assertThat(GroupGame.of(Game.of("", players, (who, at) -> who))).isEmpty();
    List<Player> more = List.of(Player.numbered("a", 2), Player.numbered("b", 3));
    assertThat(GroupGame.of(Game.of("", more, (who, at) -> 1))).isEmpty();
  }

  @Test
  void refuses() {
    assertThatThrownBy(() -> of(3, new double[3], new double[2]))
        .hasMessageContaining("3 payoffs in each row");
    FinitePopulationGame groups =
        FinitePopulationGame.of((PopulationGame) of(5, new double[5], new double[5]));
    assertThatThrownBy(() -> groups.payoffs(new int[] {2, 2}, new double[2]))
        .hasMessage("a population of 4 makes no group of 5");
  }
}
