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

/** GAME-27: machines that mix, hands that tremble, best replies and borders as fractions. */
class MixedAutomatonTest {
  private static final Game GAME = RepeatedGameTest.dilemma(5, 3, 1, 0);

  private static BigFraction fraction(int numerator, int denominator) {
    return new BigFraction(numerator, denominator);
  }

  private static JointAutomaton both(MemoryOneStrategy first, MemoryOneStrategy second) {
    return JointAutomaton.of(
        GAME, List.of(first.automaton(GAME, 0, "first"), second.automaton(GAME, 1, "second")));
  }

  private static boolean isPure(Automaton automaton) {
    return automaton.mixes().stream().allMatch(mix -> mix.contains(BigFraction.ONE));
  }

  private static JointAutomaton titForTat(Automaton first) {
    return JointAutomaton.of(GAME, List.of(first, Automaton.titForTat(GAME, 1, 0)));
  }

  /** Axelrod 1984: (P − S)/(T − P) and (T − R)/(R − S) part three best replies to tit for tat. */
  @Test
  void theBestReplyToTitForTatDependsOnPatience() {
    JointAutomaton joint = JointAutomaton.facing(GAME, 0, Automaton.titForTat(GAME, 1, 0));
    // States: the other is about to cooperate, the other is about to punish.
    assertThat(joint.states()).hasSize(2);
    assertThat(joint.withDiscount(fraction(1, 5)).bestReplyValues(0).actions())
        .containsExactly(1, 1);
    assertThat(joint.withDiscount(fraction(1, 2)).bestReplyValues(0).actions())
        .containsExactly(1, 0);
    assertThat(joint.withDiscount(fraction(7, 10)).bestReplyValues(0).actions())
        .containsExactly(0, 0);
    // Alternating between T and S, discounted by one half: 5 · 2/3.
    assertThat(joint.withDiscount(fraction(1, 2)).bestReplyValues(0).values().get(0))
        .isEqualTo(fraction(10, 3));
    assertThat(joint.withDiscount(fraction(1, 2)).temptation(0)).isEqualTo(fraction(1, 3));
    JointAutomaton second = JointAutomaton.facing(GAME, 1, Automaton.titForTat(GAME, 0, 0));
    assertThat(second.withDiscount(fraction(1, 2)).bestReplyValues(1))
        .isEqualTo(joint.withDiscount(fraction(1, 2)).bestReplyValues(0));
  }

  /** Press and Dyson 2012: a relation is found where a strategy was made to force it, or is so. */
  @Test
  void whatAStrategyForcesIsFound() {
    BigFraction scale = fraction(1, 26);
    MemoryOneStrategy.Relation found =
        MemoryOneStrategy.extortion(GAME, new BigFraction(3), scale).enforced(GAME).orElseThrow();
    assertThat(found)
        .isEqualTo(new MemoryOneStrategy.Relation(scale, fraction(-3, 26), fraction(2, 26)));
    assertThat(found.at(new BigFraction(4), new BigFraction(2))).isEqualTo(BigFraction.ZERO);
    MemoryOneStrategy.Relation fair = MemoryOneStrategy.titForTat().enforced(GAME).orElseThrow();
    assertThat(fair.own().add(fair.other())).isEqualTo(BigFraction.ZERO);
    assertThat(fair.constant()).isEqualTo(BigFraction.ZERO);
    assertThat(MemoryOneStrategy.winStayLoseShift().enforced(GAME)).isEmpty();
    // Who never changes forces nothing.
    assertThat(MemoryOneStrategy.of(1, 1, 1, 0, 0).enforced(GAME)).isEmpty();
  }

  @Test
  void bordersAreFractionsWhereTheyAreShort() {
    DiscountRegion region = DiscountRegion.nash(titForTat(Automaton.titForTat(GAME, 0, 0)), 10);
    assertThat(region.intervals().getFirst().from()).isEqualTo(fraction(2, 3));
    Game other = RepeatedGameTest.dilemma(19, 12, 2, 0);
    JointAutomaton grim =
        JointAutomaton.of(
            other,
            List.of(
                Automaton.grim(other, 0, new int[2], 1), Automaton.grim(other, 1, new int[2], 1)));
    assertThat(DiscountRegion.subgamePerfect(grim, 10).intervals().getFirst().from())
        .isEqualTo(fraction(7, 17));
    // No short fraction is near the golden ratio's inverse.
    double golden = (StrictMath.sqrt(5) - 1) / 2;
    DiscountRegion square =
        DiscountRegion.of(at -> at.multiply(at).add(at).compareTo(BigFraction.ONE) >= 0, 10);
    assertThat(square.intervals().getFirst().from().doubleValue()).isCloseTo(golden, within(1e-12));
  }

  /** Nowak and Sigmund 1993: after an error both defect once, and cooperate again. */
  @Test
  void winStayLoseShiftStaysPerfectWithErrors() {
    Game mild = RepeatedGameTest.dilemma(4, 3, 1, 0);
    JointAutomaton both =
        JointAutomaton.of(
            mild,
            List.of(Automaton.winStayLoseShift(mild, 0), Automaton.winStayLoseShift(mild, 1)));
    JointAutomaton noisy = both.withNoise(fraction(1, 100));
    assertThat(noisy.withDiscount(fraction(11, 20)).isSubgamePerfect()).isTrue();
    assertThat(noisy.withDiscount(fraction(1, 2)).isSubgamePerfect()).isFalse();
    // Two errors in a hundred rounds, each a round of T and S and one of P: 2 ε (1 + 2).
    assertThat(noisy.withDiscount(fraction(9999, 10000)).values(0).get(0).doubleValue())
        .isCloseTo(3 - 0.06, within(0.002));
    BigFraction rare = fraction(1, 1000000);
    JointAutomaton echo =
        both(MemoryOneStrategy.titForTat(), MemoryOneStrategy.titForTat()).withNoise(rare);
    assertThat(echo.longRun().payoff(echo.stage(), 0)).isEqualTo(fraction(9, 4));
  }

  @Test
  void memoryOneNeedsTwoActions() {
    Game three = Game.bimatrix("three", new double[3][3], new double[3][3]);
    assertThatThrownBy(() -> MemoryOneStrategy.titForTat().automaton(three, 0, "tit for tat"))
        .hasMessageContaining("two players with two actions");
    assertThat(isPure(Automaton.titForTat(three, 0, 0))).isTrue();
    assertThat(isPure(MemoryOneStrategy.of(1, 1, 0.5, 1, 0).automaton(GAME, 0, "generous")))
        .isFalse();
  }

  /** Two methods each: chains of four states and of machines; noise in hands and in mixes. */
  @Property(tries = 30, seed = "20270112")
  void machinesAgreeWithTheChainOfRounds(@ForAll long seed) {
    Random random = new Random(seed);
    MemoryOneStrategy first = memoryOne(random);
    MemoryOneStrategy second = memoryOne(random);
    BigFraction noise = fraction(random.nextInt(3), 10);
    JointAutomaton joint = both(first, second).withNoise(noise);
    LongRunDistribution run =
        LongRunDistribution.of(first.withNoise(noise), second.withNoise(noise));
    JointAutomaton mixed =
        JointAutomaton.of(
            GAME,
            List.of(
                first.automaton(GAME, 0, "first").withNoise(noise),
                second.automaton(GAME, 1, "second").withNoise(noise)));
    BigFraction discount = fraction(random.nextInt(10), 10);
    for (int player = 0; player < 2; player++) {
      BigFraction average = run.payoff(GAME, player);
      assertThat(mixed.longRun().payoff(GAME, player)).isEqualTo(average);
      assertThat(joint.longRun().payoff(joint.stage(), player)).isEqualTo(average);
      assertThat(joint.withDiscount(discount).values(player).get(0))
          .isEqualTo(mixed.withDiscount(discount).values(player).get(0));
      assertThat(joint.withDiscount(discount).temptation(player))
          .isGreaterThanOrEqualTo(BigFraction.ZERO);
    }
    assertThat(mixed.longRun().shares().get(0)).isEqualTo(run.shares().get(0));
    assertThat(joint.withDiscount(fraction(99999, 100000)).values(0).get(0).doubleValue())
        .isCloseTo(run.payoff(GAME, 0).doubleValue(), within(0.01));
  }

  private static MemoryOneStrategy memoryOne(Random random) {
    List<BigFraction> after =
        IntStream.range(0, 4).mapToObj(at -> fraction(random.nextInt(5), 4)).toList();
    return new MemoryOneStrategy(fraction(random.nextInt(3), 2), after);
  }
}
