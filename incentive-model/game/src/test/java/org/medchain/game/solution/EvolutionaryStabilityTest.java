package org.medchain.game.solution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.commons.math3.fraction.BigFraction;
import org.junit.jupiter.api.Test;
import org.medchain.game.Game;
import org.medchain.game.GroupGame;
import org.medchain.game.solution.EvolutionaryStability.EquilibriumFamily;
import org.medchain.game.solution.EvolutionaryStability.StabilityVerdict;

/** GAME-10, GAME-11: ESS and NSS distinguished, exactly, in games of the literature. */
class EvolutionaryStabilityTest {
  private static GroupGame game(double[]... matrix) {
    return GroupGame.ofMatrix(
        "test", IntStream.range(0, matrix.length).mapToObj(at -> "s" + at).toList(), matrix);
  }

  private static GroupGame scaled(double scale, double[]... matrix) {
    return game(
        Arrays.stream(matrix)
            .map(row -> Arrays.stream(row).map(each -> each * scale).toArray())
            .toArray(double[][]::new));
  }

  private static List<EquilibriumFamily> families(double[]... matrix) {
    return EvolutionaryStability.of(game(matrix)).families();
  }

  private static EquilibriumFamily on(List<EquilibriumFamily> families, Integer... support) {
    List<EquilibriumFamily> found =
        families.stream().filter(each -> each.support().equals(List.of(support))).toList();
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  @Test
  void hawksAndDovesMix() {
    // Maynard Smith and Price 1973: V = 2, C = 6: a third are hawks; V > C: hawks alone.
    for (double scale : new double[] {1, 1e-7, 1e7}) {
      EvolutionaryStability found =
          EvolutionaryStability.of(scaled(scale, new double[] {-2, 2}, new double[] {0, 1}));
      assertThat(found.families()).hasSize(1);
      EquilibriumFamily mixed = found.families().get(0);
      assertThat(mixed.equilibrium()).containsExactly(new BigFraction(1, 3), new BigFraction(2, 3));
      assertThat(mixed.verdict()).isEqualTo(StabilityVerdict.EVOLUTIONARILY_STABLE);
      assertThat(mixed.payoff()).isEqualTo(new BigFraction(2, 3).multiply(Game.rational(scale)));
      assertThat(mixed.mutant()).isEmpty();
    }
    assertThat(families(new double[] {1, 4}, new double[] {0, 2}))
        .singleElement()
        .satisfies(each -> assertThat(each.verdict()).isEqualTo(StabilityVerdict.STRICT));
  }

  @Test
  void zeemansGameHasTwoOfWhichOneIsStable() {
    // Zeeman 1980: the inner equilibrium attracts without being an ESS; the first strategy is one.
    List<EquilibriumFamily> found =
        families(new double[] {0, 6, -4}, new double[] {-3, 0, 5}, new double[] {-1, 3, 0});
    assertThat(on(found, 0).verdict()).isEqualTo(StabilityVerdict.STRICT);
    EquilibriumFamily inner = on(found, 0, 1, 2);
    assertThat(inner.equilibrium()).containsOnly(new BigFraction(1, 3));
    assertThat(inner.verdict()).isEqualTo(StabilityVerdict.INVADED);
  }

  @Test
  void titForTatDriftsAlongAnEdge() {
    // Always cooperate and tit for tat are the same to each other; defectors come in from one end.
    // Ten rounds of 3, 0, 5, 1: cooperate, reciprocate, defect.
    List<EquilibriumFamily> found =
        families(new double[] {30, 30, 0}, new double[] {30, 30, 9}, new double[] {50, 14, 10});
    EquilibriumFamily edge =
        found.stream().filter(each -> each.dimension() == 1).findFirst().orElseThrow();
    assertThat(edge.support()).containsExactly(0, 1);
    assertThat(edge.verdict()).isEqualTo(StabilityVerdict.NEUTRALLY_STABLE);
    assertThat(edge.mutant()).isPresent();
    assertThat(on(found, 1).verdict()).isEqualTo(StabilityVerdict.NEUTRALLY_STABLE);
    assertThat(on(found, 2).verdict()).isEqualTo(StabilityVerdict.STRICT);
    // The end of the edge, 5/9 cooperators, where defectors do as well: they invade.
    EquilibriumFamily end =
        found.stream()
            .filter(each -> each.bestReplies().size() == 3 && each.support().size() == 2)
            .findFirst()
            .orElseThrow();
    assertThat(end.equilibrium().get(0)).isEqualTo(new BigFraction(4, 9));
    assertThat(end.verdict()).isEqualTo(StabilityVerdict.INVADED);
  }

  @Test
  void equalPayoffsAreNeutralEverywhere() {
    List<EquilibriumFamily> found = families(new double[3], new double[3], new double[3]);
    assertThat(found).hasSize(7);
    assertThat(found)
        .allSatisfy(
            each -> assertThat(each.verdict()).isEqualTo(StabilityVerdict.NEUTRALLY_STABLE));
    assertThat(found.get(6).dimension()).isEqualTo(2);
  }

  @Test
  void refusesMoreThanTwelve() {
    assertThatThrownBy(() -> EvolutionaryStability.of(game(new double[13][13])))
        .hasMessage("'test': at most 12 strategies, not 13");
  }

  /** The definition itself, at many mutants: none does better, or the named one does. */
  @Property(tries = 150, seed = "20261124")
  void verdictsHoldByDefinition(@ForAll long seed) {
    Random random = new Random(seed);
    int size = 2 + random.nextInt(3);
    double[][] matrix = new double[size][size];
    for (double[] row : matrix) {
      for (int at = 0; at < size; at++) {
        row[at] = random.nextInt(4);
      }
    }
    List<EquilibriumFamily> found = families(matrix);
    assertThat(found).isNotEmpty();
    for (EquilibriumFamily each : found) {
      each.mutant()
          .ifPresent(
              mutant -> {
                assertThat(mutant).isNotEqualTo(each.equilibrium());
                assertThat(advantage(matrix, each.equilibrium(), mutant).getNumerator().signum())
                    .isEqualTo(most(each.verdict()));
                assertThat(excess(matrix, each.equilibrium(), mutant)).isEqualTo(BigFraction.ZERO);
              });
      assertThat(each.mutant().isEmpty()).isEqualTo(isStable(each));
      for (int round = 0; round < 30; round++) {
        List<BigFraction> mutant = mutant(each.bestReplies(), size, random);
        int sign = advantage(matrix, each.equilibrium(), mutant).compareTo(BigFraction.ZERO);
        if (!mutant.equals(each.equilibrium())) {
          assertThat(sign).isLessThanOrEqualTo(most(each.verdict()));
        }
        List<BigFraction> any = mutant(IntStream.range(0, size).boxed().toList(), size, random);
        assertThat(excess(matrix, each.equilibrium(), any)).isLessThanOrEqualTo(BigFraction.ZERO);
      }
    }
  }

  private static int most(StabilityVerdict verdict) {
    return switch (verdict) {
      case STRICT, EVOLUTIONARILY_STABLE -> -1;
      case NEUTRALLY_STABLE -> 0;
      case INVADED -> 1;
    };
  }

  private static List<BigFraction> mutant(List<Integer> among, int size, Random random) {
    int[] weights = new int[size];
    for (int each : among) {
      weights[each] = random.nextInt(4);
    }
    weights[among.get(0)]++;
    int sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).mapToObj(each -> new BigFraction(each, sum)).toList();
  }

  /** What the mutant gets against itself more than the equilibrium gets against the mutant. */
  private static BigFraction advantage(
      double[][] matrix, List<BigFraction> equilibrium, List<BigFraction> mutant) {
    return payoff(matrix, mutant, mutant).subtract(payoff(matrix, equilibrium, mutant));
  }

  /** What the mutant gets against the equilibrium more than the equilibrium does. */
  private static BigFraction excess(
      double[][] matrix, List<BigFraction> equilibrium, List<BigFraction> mutant) {
    return payoff(matrix, mutant, equilibrium).subtract(payoff(matrix, equilibrium, equilibrium));
  }

  private static BigFraction payoff(
      double[][] matrix, List<BigFraction> own, List<BigFraction> other) {
    BigFraction sum = BigFraction.ZERO;
    for (int i = 0; i < matrix.length; i++) {
      for (int j = 0; j < matrix.length; j++) {
        BigFraction both = own.get(i).multiply(other.get(j));
        sum = sum.add(both.multiply(Game.rational(matrix[i][j])));
      }
    }
    return sum;
  }

  private static boolean isStable(EquilibriumFamily family) {
    return family.verdict() == StabilityVerdict.STRICT
        || family.verdict() == StabilityVerdict.EVOLUTIONARILY_STABLE;
  }
}
