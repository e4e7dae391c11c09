package org.medchain.game.equilibrium;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.Player;

/** GAME-18: what is called complete or exact is proved, in games with small and huge payoffs. */
class CertificateTest {
  /** Games of two players cost the least; three in sixteen have more. */
  private static final int[][] SIZES = {
    {2, 2}, {2, 2, 2}, {3, 3}, {3, 2, 2}, {2, 3}, {2, 2, 2}, {4, 3}, {2, 2}, {2, 3}, {3, 3}, {3, 2},
    {4, 4}, {2, 4}, {2, 2}, {1, 3}, {3, 3}
  };

  private static final int[][] POWERS = {{0}, {0, 10}, {-10, 0}, {-30, 0, 30}, {-100, 0, 100}};

  @Property(seed = "6701", tries = 400)
  void certificatesReplay(@ForAll @LongRange(min = 0, max = 1_000_000) long number) {
    requireCertificates(random(number));
  }

  @Tag("statistical")
  @Property(seed = "6702", tries = 10_000)
  void certificatesReplayInManyGames(@ForAll @LongRange(min = 0, max = 1_000_000) long number) {
    requireCertificates(random(number));
  }

  private static NashSearchResult requireCertificates(Game game) {
    NashSearchResult found = NashSolver.solve(game);
    assertThat(found.complete() && found.equilibria().isEmpty()).as("Nash 1951").isFalse();
    int unproved = 0;
    for (NashEquilibrium each : found.equilibria()) {
      if (each.exact()) {
        assertThat(EquilibriumTestGames.isEquilibrium(game, each.profile())).isTrue();
      } else if (each.radius().isPresent()) {
        assertThat(BoxReplay.holds(game, each)).isTrue();
      } else {
        unproved++;
      }
    }
    assertThat(found.complete() && unproved > 0).isFalse();
    return found;
  }

  /** Payoffs of one or two digits times powers of ten, some of them far apart. */
  private static Game random(long number) {
    SplittableRandom random = new SplittableRandom(number);
    int[] sizes = SIZES[random.nextInt(SIZES.length)];
    int[] powers = POWERS[random.nextInt(POWERS.length)];
    int bound = random.nextBoolean() ? 100 : 3;
    List<Player> players = new ArrayList<>();
    IntStream.of(sizes).forEach(size -> players.add(Player.numbered("player", size)));
    return Game.ofExact(
        "game " + number,
        players,
        (who, at) -> {
          BigFraction digits = new BigFraction(random.nextInt(-bound, bound + 1));
          return digits.multiply(new BigFraction(10).pow(powers[random.nextInt(powers.length)]));
        });
  }

  /** Three mix, with probabilities of 1e-10: nothing was found, and called complete. */
  @Example
  void smallProbabilitiesAreFound() {
    Game game = cycle(new BigFraction(10).pow(10), BigFraction.ZERO);
    NashSearchResult found = requireCertificates(game);
    assertThat(found.complete()).isTrue();
    assertThat(found.equilibria()).hasSize(1);
    List<List<BigFraction>> profile = found.equilibria().get(0).profile();
    assertThat(List.of(profile.get(0).get(1), profile.get(1).get(0), profile.get(2).get(0)))
        .allSatisfy(each -> assertThat(each.doubleValue()).isBetween(0.9e-10, 1.1e-10));
  }

  /** A third action that yields 1e-10 more than those that mix: no equilibrium without it. */
  @Example
  void actionsThatAreBetterByLittleAreSeen() {
    BigFraction little = new BigFraction(10).pow(-10);
    for (BigFraction more : List.of(little, little.negate())) {
      NashSearchResult found = requireCertificates(cycle(BigFraction.ONE, more));
      assertThat(found.complete()).isTrue();
      boolean used =
          found.equilibria().stream()
              .anyMatch(each -> each.profile().get(0).get(2).compareTo(BigFraction.ZERO) > 0);
      assertThat(used).isEqualTo(more.equals(little));
    }
  }

  /** Equilibria that are no fractions, of games whose payoffs no double holds. */
  @Example
  void payoffsBeyondDoublesAreTold() {
    BigFraction large = new BigFraction(10).pow(400);
    long boxes = 0;
    for (int seed = 0; seed < 30; seed++) {
      Game small = EquilibriumTestGames.random(seed, 100, 2, 2, 2);
      Game game =
          Game.ofExact(
              "large", small.players(), (who, at) -> small.exactPayoff(who, at).multiply(large));
      NashSearchResult found = requireCertificates(game);
      assertThat(found.equilibria()).hasSameSizeAs(NashSolver.solve(small).equilibria());
      boxes += found.equilibria().stream().filter(each -> !each.exact()).count();
    }
    assertThat(boxes).isPositive();
  }

  /**
   * Matching pennies in a ring of three (Jordan 1993), in which a match pays {@code large} at the
   * first action; the first player may also take half of it, and {@code more}, for certain.
   */
  private static Game cycle(BigFraction large, BigFraction more) {
    List<Player> players =
        List.of(
            Player.numbered("a", more.equals(BigFraction.ZERO) ? 2 : 3),
            Player.numbered("b", 2),
            Player.numbered("c", 2));
    return Game.ofExact(
        "ring",
        players,
        (who, at) -> {
          if (at[who] == 2) {
            return large.divide(2).add(more);
          }
          int next = Math.min(1, at[(who + 1) % 3]);
          boolean paid = (at[who] == next) == (who < 2);
          return paid ? (at[who] == 0 ? large : BigFraction.ONE) : BigFraction.ZERO;
        });
  }
}
