package org.medchain.game.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.game.Game;
import org.medchain.game.SymmetricGame;
import org.medchain.game.random.Estimate;

/** GAME-13, GAME-17: basins, and the vectors for figures. */
class BasinsTest {
  private static final SymmetricGame HUNT = Textbook.game(new double[][] {{4, 0}, {3, 2}});

  /** Stags are reached from shares above 2/3: a third of all starts, whatever the dynamic. */
  @Test
  void stagHuntInThirds() {
    for (String name : List.of("replicator", "smith", "best-response")) {
      Basins basins = Basins.sampled(Textbook.flow(name, HUNT), Basins.patient(), 300, 42, 0.99, 1);
      assertThat(basins.basins()).as(name).hasSize(2);
      assertThat(basins.unresolved()).isZero();
      Basins.Basin hares = basins.basins().get(0);
      assertThat(hares.attractor()).containsExactly(0, 1);
      Estimate share = hares.share().orElseThrow();
      assertThat(share.covers(2.0 / 3)).as(name).isTrue();
      assertThat(share.high() - share.low()).isLessThan(0.15);
    }
  }

  @Test
  void gridCountsExactly() {
    Basins basins = Basins.gridded(Textbook.flow("replicator", HUNT), Basins.patient(), 98, 2);
    assertThat(basins.starts()).isEqualTo(99);
    assertThat(basins.basins().get(0).starts()).isEqualTo(66);
    assertThat(basins.basins().get(0).share()).isEmpty();
    assertThat(basins.searched()).contains("99 starts on a grid");
  }

  @Test
  void anyNumberOfThreadsGivesTheSame() {
    Flow flow = Textbook.flow("replicator", Textbook.zeeman());
    Basins one = Basins.sampled(flow, Basins.patient(), 100, 7, 0.95, 1);
    for (int threads : new int[] {2, 5}) {
      Basins more = Basins.sampled(flow, Basins.patient(), 100, 7, 0.95, threads);
      assertThat(more).usingRecursiveComparison().isEqualTo(one);
    }
    assertThat(one.basins()).hasSize(2);
    assertThat(one.unresolved()).isZero();
    Basins scaled =
        Basins.sampled(
            Textbook.flow("replicator", Textbook.scaled(Textbook.zeeman(), -7)),
            Basins.patient(),
            100,
            7,
            0.95,
            2);
    assertThat(scaled).usingRecursiveComparison().isEqualTo(one);
  }

  @Test
  void cyclesAreUnresolvedAndContinuaAreFound() {
    Horizon short_ = new Horizon(200, 10, 1e-9, 1e-9, 100_000);
    Basins circle =
        Basins.sampled(Textbook.flow("replicator", Textbook.circle(1, 1)), short_, 10, 1, 0.95, 1);
    assertThat(circle.unresolved()).isEqualTo(10);
    SymmetricGame twins = Textbook.game(new double[][] {{1, 1, 1}, {1, 1, 1}, {0, 0, 0}});
    Basins neutral = Basins.sampled(Textbook.flow("replicator", twins), short_, 10, 1, 0.95, 1);
    assertThat(neutral.unresolved()).isZero();
    assertThat(neutral.basins()).hasSize(1);
    assertThat(neutral.basins().get(0).dimension()).isEqualTo(1);
    assertThat(neutral.basins().get(0).attractor()).containsExactly(0.5, 0.5, 0);
  }

  /** By the symmetry of the battle of the sexes each has half of the square. */
  @Test
  void twoPopulations() {
    Game sexes =
        Game.bimatrix("battle", new double[][] {{2, 0}, {0, 1}}, new double[][] {{1, 0}, {0, 2}});
    Basins basins =
        Basins.sampled(Textbook.roles("replicator", sexes), Basins.patient(), 200, 3, 0.99, 2);
    assertThat(basins.basins()).hasSize(2);
    assertThat(basins.basins().get(0).share().orElseThrow().covers(0.5)).isTrue();
    assertThatThrownBy(
            () -> Basins.sampled(Textbook.roles("smith", sexes), Basins.patient(), 0, 3, 0.9, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void portraits() {
    Portrait gradient = Portrait.gradient(Textbook.flow("replicator", HUNT), 6);
    assertThat(gradient.arrows()).hasSize(7);
    assertThat(gradient.axes()).containsExactly("s0");
    assertThat(gradient.arrows().get(2).at()[0]).isCloseTo(2.0 / 3, within(1e-15));
    assertThat(gradient.arrows().get(2).velocity()[0]).isCloseTo(0, within(1e-15));
    assertThat(gradient.arrows().get(1).velocity()[0]).isPositive();
    assertThat(gradient.arrows().get(3).velocity()[0]).isNegative();
    Portrait simplex = Portrait.simplex(Textbook.flow("smith", Textbook.zeeman()), 10);
    assertThat(simplex.arrows())
        .hasSize(66)
        .allSatisfy(
            arrow ->
                assertThat(arrow.velocity()[0] + arrow.velocity()[1] + arrow.velocity()[2])
                    .isCloseTo(0, within(1e-15)));
    Portrait square = Portrait.square(Textbook.roles("replicator", Textbook.pennies()), 4);
    assertThat(square.arrows()).hasSize(25);
    assertThat(square.axes()).containsExactly("1", "1");
    assertThat(square.arrows().get(12).velocity()).containsExactly(0, 0);
    assertThatThrownBy(() -> Portrait.simplex(Textbook.flow("replicator", HUNT), 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("population(s) of 3");
  }
}
