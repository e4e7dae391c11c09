package org.medchain.game;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Test;

/** GAME-10: one definition of a game, and payoffs that are exact. */
class GameTest {
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
            () -> GroupGame.ofMatrix("not square", List.of("a", "b"), new double[][] {{1, 2}}));
    assertThatIllegalArgumentException().isThrownBy(() -> telling(List.of(2)).exactMatrix(0));
  }
}
