package org.medchain.game.coalition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.medchain.game.Game;

/** GAME-10, GAME-11: values and cores of the literature, exactly, and the axioms. */
class CoalitionTest {
  private static CoalitionGame game(int players, LongFunction<BigFraction> worth) {
    return new CoalitionGame(
        "test", IntStream.range(0, players).mapToObj(at -> "p" + at).toList(), worth);
  }

  private static BigFraction fraction(int numerator, int denominator) {
    return new BigFraction(numerator, denominator);
  }

  private static List<BigFraction> whole(int... values) {
    return IntStream.of(values).mapToObj(BigFraction::new).toList();
  }

  private static BigFraction sum(List<BigFraction> values) {
    return values.stream().reduce(BigFraction.ZERO, BigFraction::add);
  }

  @Test
  void theOnlyRightGloveIsWorthMost() {
    // Shapley and Shubik 1969: two left gloves, one right: 1/6, 1/6, 2/3; the core gives it all.
    for (double scale : new double[] {1, 1e-7, 1e7}) {
      BigFraction pair = Game.rational(scale);
      CoalitionGame gloves =
          game(3, of -> (of & 4) != 0 && (of & 3) != 0 ? pair : BigFraction.ZERO);
      assertThat(CoalitionValues.shapley(gloves))
          .containsExactly(pair.divide(6), pair.divide(6), pair.multiply(fraction(2, 3)));
      List<BigFraction> all = List.of(BigFraction.ZERO, BigFraction.ZERO, pair);
      assertThat(Core.of(gloves)).isEqualTo(new Core.CoreAllocation(all));
      assertThat(LeastCore.nucleolus(gloves)).isEqualTo(all);
      assertThat(gloves.superadditivityViolation()).isEmpty();
      assertThat(gloves.convexityViolation()).isPresent();
    }
  }

  @Test
  void anAirportsRunwayIsSharedPiecewise() {
    // Littlechild and Owen 1973: each piece of runway is shared by those who need it.
    int[] costs = {6, 12, 24};
    CoalitionGame airport =
        game(
            3,
            of ->
                new BigFraction(
                    -IntStream.range(0, 3)
                        .map(at -> (of >> at & 1) == 1 ? costs[at] : 0)
                        .max()
                        .orElse(0)));
    assertThat(CoalitionValues.shapley(airport)).isEqualTo(whole(-2, -5, -17));
    assertThat(airport.convexityViolation()).isEmpty();
    assertThat(Core.of(airport)).isInstanceOf(Core.CoreAllocation.class);
    // Littlechild 1974: 6/2 for the first, then (12 − 3)/2, then the rest.
    assertThat(LeastCore.nucleolus(airport))
        .containsExactly(fraction(-3, 1), fraction(-9, 2), fraction(-33, 2));
  }

  @Test
  void majorityHasNoCoreAndProvesIt() {
    CoalitionGame majority = CoalitionGame.weightedVote("majority", 2, List.of(1L, 1L, 1L));
    assertThat(CoalitionValues.shapley(majority)).containsOnly(fraction(1, 3));
    assertThat(CoalitionValues.banzhaf(majority)).containsOnly(fraction(1, 2));
    Core.EmptyCore empty = (Core.EmptyCore) Core.of(majority);
    assertThat(empty.worth()).isEqualTo(fraction(3, 2));
    assertThat(empty.balancedCollection())
        .extracting(Core.WeightedCoalition::coalition)
        .containsExactlyInAnyOrder(3L, 5L, 6L);
    assertThat(LeastCore.of(majority).excess()).isEqualTo(fraction(1, 3));
    assertThat(LeastCore.nucleolus(majority)).containsOnly(fraction(1, 3));
  }

  @Test
  void theSecurityCouncilGivesNearlyAllToTheFive() {
    // Shapley and Shubik 1954 for 15 seats: 421/2145 each for the five, 4/2145 for the others.
    List<Long> weights = LongStream.range(0, 15).map(at -> at < 5 ? 7 : 1).boxed().toList();
    CoalitionGame council = CoalitionGame.weightedVote("council", 39, weights);
    List<BigFraction> shapley = CoalitionValues.shapley(council);
    assertThat(shapley.subList(0, 5)).containsOnly(fraction(421, 2145));
    assertThat(shapley.subList(5, 15)).containsOnly(fraction(4, 2145));
    // 848 winning coalitions of 2¹⁴ for one of the five; 84 swings of another member.
    assertThat(CoalitionValues.banzhaf(council).get(0)).isEqualTo(fraction(848, 16384));
    assertThat(CoalitionValues.banzhaf(council).get(5)).isEqualTo(fraction(84, 16384));
    ShapleyEstimate estimate = ShapleyEstimate.of(council, 4000, 7, 0.99, 0, 1);
    for (int player = 0; player < 15; player++) {
      ShapleyEstimate.EstimatedValue share = estimate.shares().get(player);
      assertThat(shapley.get(player).doubleValue()).isBetween(share.low(), share.high());
      assertThat(share.high() - share.low()).isLessThan(0.1);
    }
    assertThat(ShapleyEstimate.of(council, 4000, 7, 0.99, 0, 1)).isEqualTo(estimate);
    assertThat(ShapleyEstimate.of(council, 4000, 8, 0.99, 0, 1)).isNotEqualTo(estimate);
  }

  @Test
  void theTalmudDividesEstatesByTheNucleolus() {
    // Aumann and Maschler 1985: claims of 100, 200, 300 on estates of 100, 200, 300.
    int[] claims = {100, 200, 300};
    List<List<BigFraction>> divisions =
        Stream.of(100, 200, 300)
            .map(
                estate ->
                    LeastCore.nucleolus(
                        game(
                            3,
                            of ->
                                new BigFraction(
                                    of == 0
                                        ? 0
                                        : Math.max(
                                            0,
                                            estate
                                                - IntStream.range(0, 3)
                                                    .map(at -> (of >> at & 1) == 0 ? claims[at] : 0)
                                                    .sum())))))
            .toList();
    assertThat(divisions.get(0)).containsOnly(fraction(100, 3));
    assertThat(divisions.get(1)).isEqualTo(whole(50, 75, 75));
    assertThat(divisions.get(2)).isEqualTo(whole(50, 100, 150));
  }

  @Test
  void refusesWhatIsNoGame() {
    assertThatThrownBy(() -> game(2, of -> BigFraction.ONE))
        .hasMessage("'test': the empty coalition is worth 0, not 1");
    assertThatThrownBy(() -> CoalitionValues.shapley(game(21, of -> BigFraction.ZERO)))
        .hasMessage("'test': at most 20 players, not 21");
    assertThatThrownBy(() -> game(63, of -> BigFraction.ZERO))
        .hasMessage("'test': at most 62 players, not 63");
    CoalitionGame votes = CoalitionGame.weightedVote("vote", 2, List.of(1L, 1L));
    assertThatThrownBy(() -> ShapleyEstimate.of(votes, 10, 1, 0.9, 0, 0.5))
        .hasMessageContaining("which is not in 0.0 to 0.5");
    assertThatThrownBy(() -> ShapleyEstimate.of(votes, 1, 1, 0.9, 0, 1))
        .hasMessageContaining("two orders or more");
    assertThatThrownBy(() -> LeastCore.of(game(1, of -> new BigFraction(of))))
        .hasMessageContaining("two players or more");
    assertThat(LeastCore.nucleolus(game(1, of -> new BigFraction(of))))
        .containsExactly(BigFraction.ONE);
  }

  private static CoalitionGame random(Random random, int players, BigFraction unit) {
    BigFraction[] table = new BigFraction[1 << players];
    for (int of = 0; of < table.length; of++) {
      table[of] = unit.multiply(of == 0 ? 0 : random.nextInt(10) + 2 * Long.bitCount(of));
    }
    return game(players, of -> table[(int) of]);
  }

  /** The Shapley value is what its axioms say, and what its definition over orders says. */
  @Property(tries = 40, seed = "20261127")
  void shapleyHoldsItsAxioms(@ForAll long seed) {
    Random random = new Random(seed);
    int players = 2 + random.nextInt(3);
    CoalitionGame first = random(random, players, Game.rational(1e-7));
    CoalitionGame second = random(random, players, Game.rational(1e7));
    List<BigFraction> value = CoalitionValues.shapley(first);
    assertThat(sum(value)).isEqualTo(first.worth(first.grandCoalition()));
    CoalitionGame both = game(players, of -> first.worth(of).add(second.worth(of)));
    List<BigFraction> other = CoalitionValues.shapley(second);
    assertThat(CoalitionValues.shapley(both))
        .isEqualTo(
            IntStream.range(0, players).mapToObj(at -> value.get(at).add(other.get(at))).toList());
    // A player who adds nothing gets nothing and changes nothing for the others.
    CoalitionGame guest = game(players + 1, of -> first.worth(of & first.grandCoalition()));
    assertThat(CoalitionValues.shapley(guest).get(players)).isEqualTo(BigFraction.ZERO);
    assertThat(CoalitionValues.shapley(guest).subList(0, players)).isEqualTo(value);
    // Two who change places change shares.
    CoalitionGame swapped =
        game(players, of -> first.worth((of & ~3L) | (of & 1) << 1 | (of & 2) >> 1));
    assertThat(CoalitionValues.shapley(swapped).get(0)).isEqualTo(value.get(1));
    assertThat(byOrders(first, 0, 0)).isEqualTo(value.get(0));
  }

  /** The mean over all orders of what the player adds, by recursion over who comes next. */
  private static BigFraction byOrders(CoalitionGame game, int player, long present) {
    BigFraction sum = BigFraction.ZERO;
    int left = game.players().size() - Long.bitCount(present);
    for (int next = 0; next < game.players().size(); next++) {
      if ((present >> next & 1) == 0) {
        long then = present | 1L << next;
        sum =
            sum.add(
                next == player
                    ? game.worth(then).subtract(game.worth(present))
                    : byOrders(game, player, then));
      }
    }
    return sum.divide(left);
  }

  /** Core, proof of emptiness, least core and nucleolus fit together. */
  @Property(tries = 60, seed = "20261128")
  void coresProveThemselves(@ForAll long seed) {
    Random random = new Random(seed);
    CoalitionGame game =
        random(
            random, 2 + random.nextInt(4), Game.rational(Math.pow(10, random.nextInt(3) * 7 - 7)));
    LeastCore least = LeastCore.of(game);
    assertThat(sum(least.payoffs())).isEqualTo(game.worth(game.grandCoalition()));
    assertThat(excesses(game, least.payoffs()).get(0)).isEqualTo(least.excess());
    switch (Core.of(game)) {
      case Core.CoreAllocation point -> {
        assertThat(least.excess()).isLessThanOrEqualTo(BigFraction.ZERO);
        assertThat(sum(point.payoffs())).isEqualTo(game.worth(game.grandCoalition()));
        assertThat(excesses(game, point.payoffs()).get(0)).isLessThanOrEqualTo(BigFraction.ZERO);
      }
      case Core.EmptyCore empty -> {
        assertThat(least.excess()).isGreaterThan(BigFraction.ZERO);
        BigFraction worth = BigFraction.ZERO;
        BigFraction[] time = new BigFraction[game.players().size()];
        java.util.Arrays.fill(time, BigFraction.ZERO);
        for (Core.WeightedCoalition each : empty.balancedCollection()) {
          worth = worth.add(each.weight().multiply(game.worth(each.coalition())));
          for (int player = 0; player < time.length; player++) {
            time[player] =
                time[player].add(each.weight().multiply((int) (each.coalition() >> player & 1)));
          }
        }
        assertThat(time).containsOnly(BigFraction.ONE);
        assertThat(worth).isEqualTo(empty.worth()).isGreaterThan(game.worth(game.grandCoalition()));
      }
    }
    // Of the sorted excesses the nucleolus' are the smallest, in the order of words.
    List<BigFraction> nucleolus = LeastCore.nucleolus(game);
    assertThat(compare(excesses(game, nucleolus), excesses(game, least.payoffs()))).isNotPositive();
    assertThat(compare(excesses(game, nucleolus), excesses(game, CoalitionValues.shapley(game))))
        .isNotPositive();
    if (game.convexityViolation().isEmpty()) {
      assertThat(excesses(game, CoalitionValues.shapley(game)).get(0))
          .isLessThanOrEqualTo(BigFraction.ZERO);
      assertThat(game.superadditivityViolation()).isEmpty();
    }
  }

  private static List<BigFraction> excesses(CoalitionGame game, List<BigFraction> payoffs) {
    return LongStream.range(1, game.grandCoalition())
        .mapToObj(
            of -> {
              BigFraction excess = game.worth(of);
              for (int player = 0; player < payoffs.size(); player++) {
                if ((of >> player & 1) == 1) {
                  excess = excess.subtract(payoffs.get(player));
                }
              }
              return excess;
            })
        .sorted(Collections.reverseOrder())
        .toList();
  }

  private static int compare(List<BigFraction> left, List<BigFraction> right) {
    for (int at = 0; at < left.size(); at++) {
      int order = left.get(at).compareTo(right.get(at));
      if (order != 0) {
        return order;
      }
    }
    return 0;
  }
}
