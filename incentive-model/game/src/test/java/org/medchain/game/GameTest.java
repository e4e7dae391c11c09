package org.medchain.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Test;

/** GAME-10: one definition of a game, and payoffs that are exact. */
class GameTest {
  private static final Game ROCK_PAPER_SCISSORS =
      Game.bimatrix(
          "rock paper scissors",
          new double[][] {{0, -1, 1}, {1, 0, -1}, {-1, 1, 0}},
          new double[][] {{0, 1, -1}, {-1, 0, 1}, {1, -1, 0}});

  /** A player's payoff here tells the player and the profile, so nothing can be mixed up. */
  private static Game telling(List<Integer> sizes) {
    List<Player> players = sizes.stream().map(size -> Player.numbered("p", size)).toList();
    return Game.of(
        "telling",
        players,
        (who, at) -> {
          double code = who;
          for (int action : at) {
            code = 10 * code + action;
          }
          return code;
        });
  }

  @Property(seed = "1951", tries = 100)
  void placesAndProfilesAreInverse(
      @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 4) Integer> sizes) {
    Game game = telling(sizes);
    for (int index = 0; index < game.profileCount(); index++) {
      int[] profile = game.profile(index);
      assertThat(game.index(profile)).isEqualTo(index);
      for (int player = 0; player < sizes.size(); player++) {
        double code = player;
        for (int action : profile) {
          code = 10 * code + action;
        }
        assertThat(game.payoff(player, profile)).isEqualTo(code);
        assertThat(game.exactPayoff(player, profile)).isEqualTo(new BigFraction((long) code));
      }
    }
  }

  @Test
  void theFirstPlayersActionChangesFastest() {
    Game game = telling(List.of(2, 3));
    assertThat(game.profile(1)).containsExactly(1, 0);
    assertThat(game.profile(2)).containsExactly(0, 1);
  }

  @Property(seed = "1951", tries = 500)
  void aDoubleIsTheDecimalThatDenotesIt(@ForAll double value) {
    BigFraction exact = Game.rational(value);
    BigDecimal decimal = new BigDecimal(Double.toString(value));
    assertThat(exact.getNumerator().multiply(java.math.BigInteger.TEN.pow(400)))
        .isEqualTo(
            decimal
                .multiply(new BigDecimal(exact.getDenominator()))
                .movePointRight(400)
                .toBigInteger());
  }

  @Test
  void aTenthIsATenth() {
    assertThat(Game.rational(0.1)).isEqualTo(new BigFraction(1, 10));
    assertThat(Game.rational(-2.5e-7)).isEqualTo(new BigFraction(-1, 4_000_000));
    assertThat(Game.rational(3e10)).isEqualTo(new BigFraction(30_000_000_000L));
  }

  @Test
  void yieldsAndRegretOfMixes() {
    double[][] mixed = {{0.5, 0.5, 0}, {1, 0, 0}};
    assertThat(ROCK_PAPER_SCISSORS.actionPayoffs(0, mixed)).containsExactly(0, 1, -1);
    assertThat(ROCK_PAPER_SCISSORS.expected(0, mixed)).isEqualTo(0.5, within(1e-15));
    assertThat(ROCK_PAPER_SCISSORS.actionPayoffs(1, mixed)).containsExactly(-0.5, 0.5, 0);
    // The column player gains most: from -1/2 to 1/2.
    assertThat(ROCK_PAPER_SCISSORS.regret(mixed)).isEqualTo(1, within(1e-15));
    double[] even = {1 / 3.0, 1 / 3.0, 1 / 3.0};
    assertThat(ROCK_PAPER_SCISSORS.regret(new double[][] {even, even})).isEqualTo(0, within(1e-15));
  }

  @Test
  void matrixAndSymmetricGame() {
    double[][] hawkDove = {{-1, 2}, {0, 1}};
    SymmetricGame symmetric = new SymmetricGame("hawk-dove", List.of("hawk", "dove"), hawkDove);
    List<Player> players =
        List.of(
            new Player("row", symmetric.strategies()),
            new Player("column", symmetric.strategies()));
    Game game = Game.of("hawk-dove", players, (who, at) -> symmetric.payoff(at[who], at[1 - who]));
    assertThat(Matrices.of(game, 0)).isDeepEqualTo(hawkDove);
    assertThat(Matrices.of(game, 1)).isDeepEqualTo(new double[][] {{-1, 0}, {2, 1}});
    assertThat(symmetric.payoffs(new double[] {0.5, 0.5})).containsExactly(0.5, 0.5);
    hawkDove[0][0] = 7;
    assertThat(symmetric.payoff(0, 0)).isEqualTo(-1);
  }

  @Test
  void refusesWhatIsNoGame() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Player("p", List.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Player("p", List.of("a", "a")))
        .withMessageContaining("different names");
    List<Player> one = List.of(Player.numbered("p", 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Game.of("short", one, new BigFraction[][] {{BigFraction.ONE}}))
        .withMessageContaining("player 1: 1 payoffs, not 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Game.of("nobody", List.of(), new BigFraction[0][]));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new SymmetricGame("not square", List.of("a", "b"), new double[][] {{1, 2}}));
    assertThatIllegalArgumentException().isThrownBy(() -> telling(List.of(2)).exactMatrix(0));
  }
}
