package org.medchain.game.repeated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.medchain.game.Game;

/** GAME-11: long-run payoffs of memory-one strategies, exactly. */
class MemoryOneStrategyTest {
  private static final Game GAME = RepeatedGameTest.dilemma(5, 3, 1, 0);
  private static final MemoryOneStrategy ALWAYS_COOPERATE = MemoryOneStrategy.of(1, 1, 1, 1, 1);

  @Test
  void extortThreeIsPressAndDysons() {
    // Press and Dyson 2012: χ = 3, φ = 1/26 is (11/13, 1/2, 7/26, 0); 3.73 and 1.91 at best.
    MemoryOneStrategy extort =
        MemoryOneStrategy.extortion(GAME, new BigFraction(3), new BigFraction(1, 26));
    assertThat(extort.cooperationAfter())
        .containsExactly(
            new BigFraction(11, 13),
            new BigFraction(1, 2),
            new BigFraction(7, 26),
            BigFraction.ZERO);
    LongRunDistribution run = LongRunDistribution.of(extort, ALWAYS_COOPERATE);
    assertThat(run.payoff(GAME, 0)).isEqualTo(new BigFraction(41, 11));
    assertThat(run.payoff(GAME, 1)).isEqualTo(new BigFraction(21, 11));
  }

  @Test
  void impossibleStrategiesAreRefused() {
    assertThatThrownBy(
            () -> MemoryOneStrategy.extortion(GAME, new BigFraction(3), new BigFraction(1, 2)))
        .hasMessageContaining("a probability is 0 to 1");
    assertThatThrownBy(() -> MemoryOneStrategy.of(0, 1.5, 0, 0, 0))
        .hasMessageContaining("not 3 / 2");
  }

  @Property(tries = 60, seed = "20261126")
  void zeroDeterminantStrategiesFixTheRelation(@ForAll long seed) {
    Random random = new Random(seed);
    double scale = Math.pow(10, random.nextInt(3) * 7 - 7);
    Game game = RepeatedGameTest.dilemma(5 * scale, 3 * scale, scale, 0);
    BigFraction factor = new BigFraction(1 + random.nextInt(5));
    BigFraction reaction = new BigFraction(1, 60).divide(Game.rational(scale));
    MemoryOneStrategy extort = MemoryOneStrategy.extortion(game, factor, reaction);
    MemoryOneStrategy other =
        MemoryOneStrategy.of(
            random.nextDouble(),
            random.nextInt(101) / 100.0,
            random.nextInt(101) / 100.0,
            random.nextInt(101) / 100.0,
            (1 + random.nextInt(100)) / 100.0);
    LongRunDistribution run = LongRunDistribution.of(extort, other);
    BigFraction punishment = game.exactPayoff(0, 1, 1);
    BigFraction own = run.payoff(game, 0).subtract(punishment);
    BigFraction others = run.payoff(game, 1).subtract(punishment);
    assertThat(own).isEqualTo(factor.multiply(others));
    // The other sees the same rounds from its side.
    assertThat(LongRunDistribution.of(other, extort).payoff(game, 0))
        .isEqualTo(run.payoff(game, 1));
    // The equalizer: the other's payoff is 2 for all its strategies.
    MemoryOneStrategy equalizer =
        MemoryOneStrategy.zeroDeterminant(
            game,
            BigFraction.ZERO,
            reaction.multiply(-6),
            reaction.multiply(12).multiply(Game.rational(scale)));
    assertThat(LongRunDistribution.of(equalizer, other).payoff(game, 1))
        .isEqualTo(new BigFraction(2).multiply(Game.rational(scale)));
  }
}
