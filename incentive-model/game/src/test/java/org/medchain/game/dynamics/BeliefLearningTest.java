package org.medchain.game.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.medchain.game.Game;

/** GAME-10, GAME-11: learning by two players. */
class BeliefLearningTest {
  /** Robinson (1951): in zero-sum games fictitious play approaches equilibrium. */
  @Test
  void fictitiousPlayConvergesInZeroSumGames() {
    BeliefLearning pennies = BeliefLearning.fictitiousPlay(TextbookGames.pennies(), 100_000, 10);
    assertThat(pennies.rounds()).hasSize(10);
    assertThat(pennies.last().number()).isEqualTo(100_000);
    assertThat(pennies.last().regret()).isLessThan(0.005);
    Game circle = TextbookGames.circle(1, 1).toGame();
    BeliefLearning rock = BeliefLearning.fictitiousPlay(circle, 200_000, 1);
    assertThat(rock.last().frequencies()[0]).isCloseTo(1.0 / 3, within(0.005));
  }

  /** Shapley (1964): frequencies go round a cycle that does not shrink. */
  @Test
  void fictitiousPlayDoesNotConvergeInShapleysGame() {
    BeliefLearning play = BeliefLearning.fictitiousPlay(TextbookGames.shapley(), 1_000_000, 1000);
    double least = 1;
    double lowest = 1;
    double highest = 0;
    for (BeliefLearning.LearningRound round : play.rounds().subList(10, 1000)) {
      least = Math.min(least, round.regret());
      lowest = Math.min(lowest, round.frequencies()[0]);
      highest = Math.max(highest, round.frequencies()[0]);
    }
    assertThat(least).as("never near the equilibrium").isGreaterThan(0.05);
    assertThat(highest - lowest).isGreaterThan(0.3);
    Game zeroSum = TextbookGames.circle(1, 1).toGame();
    assertThat(BeliefLearning.fictitiousPlay(zeroSum, 1_000_000, 1).last().regret())
        .as("the same check finds convergence where there is some")
        .isLessThan(0.05);
  }

  @Test
  void badInputIsRefused() {
    Game digits =
        Game.bimatrix(
            "digits",
            new double[][] {{0.1234567890123456, 1}, {0, 0.98765432101}},
            new double[2][2]);
    assertThatThrownBy(() -> BeliefLearning.fictitiousPlay(digits, 100_000, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("too many digits");
  }
}
