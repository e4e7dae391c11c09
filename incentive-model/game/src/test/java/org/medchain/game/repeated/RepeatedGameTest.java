package org.medchain.game.repeated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.medchain.game.Game;
import org.medchain.game.Player;

/** GAME-10, GAME-11, GAME-12: critical discount factors, by closed form and by automaton. */
class RepeatedGameTest {
  private static final int[] BOTH_COOPERATE = {0, 0};
  private static final int[] BOTH_DEFECT = {1, 1};

  static Game dilemma(double temptation, double reward, double punishment, double sucker) {
    return Game.bimatrix(
        "prisoner's dilemma",
        new double[][] {{reward, sucker}, {temptation, punishment}},
        new double[][] {{reward, temptation}, {sucker, punishment}});
  }

  private static BigFraction fraction(int numerator, int denominator) {
    return new BigFraction(numerator, denominator);
  }

  private static JointAutomaton grim(Game game) {
    return JointAutomaton.of(
        game,
        List.of(
            Automaton.grim(game, 0, BOTH_COOPERATE, 1),
            Automaton.grim(game, 1, BOTH_COOPERATE, 1)));
  }

  private static JointAutomaton titForTat(Game game) {
    return JointAutomaton.of(
        game, List.of(Automaton.titForTat(game, 0, 0), Automaton.titForTat(game, 1, 0)));
  }

  @Test
  void grimTriggerCriticalDiscountFactor() {
    // Friedman 1971: (T − R)/(T − P), at any scale.
    for (double scale : new double[] {1, 1e-7, 1e7}) {
      Game game = dilemma(5 * scale, 3 * scale, scale, 0);
      assertThat(FolkTheorem.criticalDiscount(game, BOTH_COOPERATE, BOTH_DEFECT))
          .contains(fraction(1, 2));
      DiscountRegion region = DiscountRegion.subgamePerfect(grim(game), 7);
      assertThat(region.intervals()).hasSize(1);
      assertThat(region.intervals().getFirst().from().doubleValue()).isCloseTo(0.5, within(1e-12));
      assertThat(grim(game).withDiscount(fraction(1, 2)).isSubgamePerfect()).isTrue();
      assertThat(grim(game).withDiscount(fraction(499999, 1000000)).isSubgamePerfect()).isFalse();
    }
  }

  @Test
  void titForTatIsNashFromTwoThirdsAndPerfectAtOnePointAtMost() {
    // Axelrod 1984: max((T − R)/(T − P), (T − R)/(R − S)).
    JointAutomaton usual = titForTat(dilemma(5, 3, 1, 0));
    assertThat(usual.withDiscount(fraction(2, 3)).isNash()).isTrue();
    assertThat(usual.withDiscount(fraction(665, 1000)).isNash()).isFalse();
    assertThat(DiscountRegion.subgamePerfect(usual, 60).intervals()).isEmpty();
    // Kalai, Samet and Stanford 1988: with T − R = P − S and δ = (T − R)/(R − S) it is perfect.
    DiscountRegion point = DiscountRegion.subgamePerfect(titForTat(dilemma(4, 3, 1, 0)), 9);
    assertThat(point.intervals()).hasSize(1);
    assertThat(point.intervals().get(0).from()).isEqualTo(fraction(1, 3));
    assertThat(point.intervals().get(0).to()).isEqualTo(fraction(1, 3));
  }

  @Test
  void minmaxIsPureOrMixed() {
    Game pennies =
        Game.bimatrix(
            "pennies",
            new double[][] {{1e-7, -1e-7}, {-1e-7, 1e-7}},
            new double[][] {{0, 0}, {0, 0}});
    Minmax row = Minmax.of(pennies, 0);
    assertThat(row.pure()).isEqualTo(Game.rational(1e-7));
    assertThat(row.mixed()).isEqualTo(BigFraction.ZERO);
    // Three players: the two others could hold the first down to ½ together, to 1 by pure actions.
    Game three =
        Game.of(
            "three",
            List.of(Player.numbered("a", 2), Player.numbered("b", 2), Player.numbered("c", 2)),
            (who, at) -> who == 0 && at[0] == at[1] && at[0] == at[2] ? 0 : 1);
    assertThat(Minmax.of(three, 0).pure()).isEqualTo(BigFraction.ONE);
    Game matching =
        Game.of(
            "matching",
            three.players(),
            (who, at) -> at[1] == at[2] && at[0] == at[1] ? 1 : at[1] == at[2] ? 0 : 1);
    assertThat(Minmax.of(matching, 0).mixed()).isEqualTo(fraction(1, 2));
  }

  @Test
  void folkTheoremPayoffs() {
    Game game = dilemma(5, 3, 1, 0);
    assertThat(FolkTheorem.isSupportable(game, List.of(fraction(3, 1), fraction(3, 1)))).isTrue();
    assertThat(FolkTheorem.isSupportable(game, List.of(fraction(9, 2), fraction(1, 2)))).isFalse();
    assertThat(FolkTheorem.isSupportable(game, List.of(fraction(4, 1), fraction(4, 1)))).isFalse();
    assertThat(FolkTheorem.isSupportable(game, List.of(fraction(4, 1), fraction(3, 2)))).isTrue();
    assertThat(FolkTheorem.feasibleLottery(game, List.of(fraction(5, 1), BigFraction.ZERO)))
        .isPresent();
  }

  @Test
  void threatsMustBeEquilibriaAndWorse() {
    Game game = dilemma(5, 3, 1, 0);
    assertThatThrownBy(() -> FolkTheorem.criticalDiscount(game, BOTH_DEFECT, BOTH_COOPERATE))
        .hasMessage("the punishment [0, 0] is no Nash equilibrium");
    assertThat(FolkTheorem.criticalDiscount(game, new int[] {0, 1}, BOTH_DEFECT)).isEmpty();
    assertThat(FolkTheorem.criticalDiscount(game, BOTH_DEFECT, BOTH_DEFECT))
        .contains(BigFraction.ZERO);
  }

  @Test
  void malformedMachinesAreRefused() {
    Game game = dilemma(5, 3, 1, 0);
    assertThatThrownBy(
            () -> Automaton.pure(game, 0, "bad", List.of(0), List.of(List.of(0, 0, 0, 1))))
        .hasMessage("automaton 'bad' needs a row of states 0 to 0 a state");
    assertThatThrownBy(() -> grim(game).withDiscount(BigFraction.ONE))
        .hasMessageContaining("less than 1");
  }

  /** Average values in doubles, round by round, until what is missing is below 1e-10. */
  private static double[] valueIteration(JointAutomaton joint, int player, BigFraction discount) {
    Game stage = joint.stage();
    double weight = discount.doubleValue();
    double[] values = new double[joint.states().size()];
    double missing;
    do {
      double[] next = new double[values.length];
      missing = 0;
      for (int state = 0; state < values.length; state++) {
        JointAutomaton.AutomatonState here = joint.states().get(state);
        for (int index = 0; index < stage.profileCount(); index++) {
          int[] profile = stage.profile(index);
          double chance = StageGameDeviations.probability(here.mixes(), profile).doubleValue();
          double payoff = (1 - weight) * stage.payoff(player, profile);
          for (int to = 0; to < values.length; to++) {
            payoff += weight * here.next().get(index).get(to).doubleValue() * values[to];
          }
          next[state] += chance * payoff;
        }
        missing = Math.max(missing, Math.abs(next[state] - values[state]));
      }
      values = next;
    } while (missing * weight / (1 - weight) > 1e-10);
    return values;
  }

  /** Three methods agree: equations, value iteration, and best replies in place of one shot. */
  @Property(tries = 40, seed = "20261125")
  void valuesAndPerfectionAgreeBySecondMethods(@ForAll long seed) {
    Random random = new Random(seed);
    Game game =
        Game.of(
            "random",
            List.of(Player.numbered("a", 2), Player.numbered("b", 2)),
            (who, at) -> random.nextInt(9));
    JointAutomaton joint =
        JointAutomaton.of(game, List.of(automaton(game, random), automaton(game, random)));
    BigFraction weight = fraction(random.nextInt(19), 20);
    DiscountedAutomaton play = joint.withDiscount(weight);
    boolean best = true;
    for (int player = 0; player < 2; player++) {
      double[] iterated = valueIteration(joint, player, weight);
      for (int state = 0; state < iterated.length; state++) {
        assertThat(play.values(player).get(state).doubleValue())
            .isCloseTo(iterated[state], within(1e-9));
      }
      List<BigFraction> reply = play.bestReplyValues(player).values();
      for (int state = 0; state < iterated.length; state++) {
        int order = reply.get(state).compareTo(play.values(player).get(state));
        assertThat(order).isNotNegative();
        best &= order == 0;
      }
    }
    assertThat(play.isSubgamePerfect()).isEqualTo(best);
    if (best) {
      assertThat(play.isNash()).isTrue();
    }
  }

  private static Automaton automaton(Game game, Random random) {
    int states = 1 + random.nextInt(3);
    return Automaton.pure(
        game,
        0,
        "random",
        IntStream.range(0, states).mapToObj(at -> random.nextInt(2)).toList(),
        IntStream.range(0, states)
            .mapToObj(
                at ->
                    IntStream.range(0, game.profileCount())
                        .mapToObj(profile -> random.nextInt(states))
                        .toList())
            .toList());
  }
}
