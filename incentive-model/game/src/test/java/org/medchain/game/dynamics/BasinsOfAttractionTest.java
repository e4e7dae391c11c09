package org.medchain.game.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.medchain.game.Game;
import org.medchain.game.GroupGame;
import org.medchain.game.random.IntervalEstimate;

/** GAME-13, GAME-17: basins, and the vectors for figures. */
class BasinsOfAttractionTest {
  private static final GroupGame HUNT = TextbookGames.game(new double[][] {{4, 0}, {3, 2}});

  /** Stags are reached from shares above 2/3: a third of all starts, for every dynamic. */
  @Test
  void stagHuntInThirds() {
    for (String name : List.of("replicator", "smith")) {
      BasinsOfAttraction basins =
          BasinsOfAttraction.fromRandomStarts(
              TextbookGames.flow(name, HUNT), BasinsOfAttraction.longHorizon(), 300, 42, 0.99, 1);
      assertThat(basins.basins()).as(name).hasSize(2);
      assertThat(basins.unresolved()).isZero();
      BasinsOfAttraction.BasinOfAttraction hares = basins.basins().get(0);
      assertThat(hares.attractor()).containsExactly(0, 1);
      IntervalEstimate share = hares.share();
      assertThat(share.covers(2.0 / 3)).as(name).isTrue();
      assertThat(share.high() - share.low()).isLessThan(0.15);
    }
  }

  @Test
  void anyNumberOfThreadsGivesTheSame() {
    PopulationFlow flow = TextbookGames.flow("replicator", TextbookGames.zeeman());
    BasinsOfAttraction one =
        BasinsOfAttraction.fromRandomStarts(
            flow, BasinsOfAttraction.longHorizon(), 100, 7, 0.95, 1);
    for (int threads : new int[] {2, 5}) {
      BasinsOfAttraction more =
          BasinsOfAttraction.fromRandomStarts(
              flow, BasinsOfAttraction.longHorizon(), 100, 7, 0.95, threads);
      assertThat(more).usingRecursiveComparison().isEqualTo(one);
    }
    assertThat(one.basins()).hasSize(2);
    assertThat(one.unresolved()).isZero();
    BasinsOfAttraction scaled =
        BasinsOfAttraction.fromRandomStarts(
            TextbookGames.flow("replicator", TextbookGames.scaled(TextbookGames.zeeman(), -7)),
            BasinsOfAttraction.longHorizon(),
            100,
            7,
            0.95,
            2);
    assertThat(scaled).usingRecursiveComparison().isEqualTo(one);
  }

  @Test
  void cyclesAreUnresolvedAndContinuaAreFound() {
    IntegrationSettings short_ = new IntegrationSettings(200, 10, 1e-9, 1e-9, 100_000);
    BasinsOfAttraction circle =
        BasinsOfAttraction.fromRandomStarts(
            TextbookGames.flow("replicator", TextbookGames.circle(1, 1)), short_, 10, 1, 0.95, 1);
    assertThat(circle.unresolved()).isEqualTo(10);
    GroupGame twins = TextbookGames.game(new double[][] {{1, 1, 1}, {1, 1, 1}, {0, 0, 0}});
    BasinsOfAttraction neutral =
        BasinsOfAttraction.fromRandomStarts(
            TextbookGames.flow("replicator", twins), short_, 10, 1, 0.95, 1);
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
    BasinsOfAttraction basins =
        BasinsOfAttraction.fromRandomStarts(
            TextbookGames.roles("replicator", sexes),
            BasinsOfAttraction.longHorizon(),
            200,
            3,
            0.99,
            2);
    assertThat(basins.basins()).hasSize(2);
    assertThat(basins.basins().get(0).share().covers(0.5)).isTrue();
  }

  @Test
  void portraits() {
    List<FlowArrow> line = FlowArrow.field(TextbookGames.flow("replicator", HUNT), 6);
    assertThat(line).hasSize(7);
    assertThat(line.get(2).state()[0]).isCloseTo(2.0 / 3, within(1e-15));
    assertThat(line.get(2).velocity()[0]).isCloseTo(0, within(1e-15));
    assertThat(line.get(1).velocity()[0]).isPositive();
    assertThat(line.get(3).velocity()[0]).isNegative();
    PopulationFlow three = TextbookGames.flow("smith", TextbookGames.zeeman());
    assertThat(FlowArrow.count(three.populations(), 10)).isEqualTo(66);
    assertThat(FlowArrow.field(three, 10))
        .hasSize(66)
        .allSatisfy(
            arrow ->
                assertThat(arrow.velocity()[0] + arrow.velocity()[1] + arrow.velocity()[2])
                    .isCloseTo(0, within(1e-15)));
    List<FlowArrow> square =
        FlowArrow.field(TextbookGames.roles("replicator", TextbookGames.pennies()), 4);
    assertThat(square).hasSize(25);
    assertThat(square.get(12).velocity()).containsExactly(0, 0, 0, 0);
  }
}
