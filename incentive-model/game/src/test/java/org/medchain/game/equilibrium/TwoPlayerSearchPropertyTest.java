package org.medchain.game.equilibrium;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.fraction.BigFraction;
import org.apache.commons.math3.fraction.BigFractionField;
import org.apache.commons.math3.linear.Array2DRowFieldMatrix;
import org.apache.commons.math3.linear.ArrayFieldVector;
import org.apache.commons.math3.linear.FieldDecompositionSolver;
import org.apache.commons.math3.linear.FieldLUDecomposition;
import org.medchain.game.Game;
import org.medchain.game.Matrices;
import org.medchain.game.exact.Fractions;

/** GAME-10, GAME-11: the methods for two players agree, on generic games and on degenerate ones. */
class TwoPlayerSearchPropertyTest {
  private static Set<String> shown(List<NashEquilibrium> equilibria) {
    return equilibria.stream()
        .map(EquilibriumTestGames::shown)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Property(seed = "2010", tries = 150)
  void extremeEquilibriaAreThoseOfBruteForce(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 4) int bound,
      @ForAll @IntRange(min = 1, max = 4) int rows,
      @ForAll @IntRange(min = 1, max = 4) int columns) {
    Game game = EquilibriumTestGames.random(seed, bound, rows, columns);
    Set<String> all = shown(NashSolver.solve(game).equilibria());
    assertThat(all).isEqualTo(bruteForce(game)).containsAll(shown(PureEquilibria.of(game)));
  }

  @Property(seed = "2010", tries = 100)
  void componentsAndSubsetsHoldTogether(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 5) int bound,
      @ForAll @IntRange(min = 2, max = 6) int size) {
    Game game = EquilibriumTestGames.random(seed, bound, size, size);
    NashSearchResult solution = NashSolver.solve(game);
    Set<String> extreme = shown(solution.equilibria());
    Set<String> covered = new TreeSet<>();
    assertThat(solution.subsets()).doesNotHaveDuplicates();
    for (NashSubset one : solution.subsets()) {
      for (NashSubset other : solution.subsets()) {
        // Maximal: none lies in another.
        assertThat(
                !one.equals(other)
                    && other.first().containsAll(one.first())
                    && other.second().containsAll(one.second()))
            .isFalse();
      }
    }
    for (NashSubset subset : solution.subsets()) {
      for (List<BigFraction> first : subset.first()) {
        for (List<BigFraction> second : subset.second()) {
          covered.add(
              EquilibriumTestGames.shown(NashEquilibrium.of(game, List.of(first, second), 0)));
        }
      }
      assertThat(
              EquilibriumTestGames.isEquilibrium(
                  game, List.of(mean(subset.first()), mean(subset.second()))))
          .isTrue();
    }
    assertThat(covered).isEqualTo(extreme);
    for (NashEquilibrium each : solution.equilibria()) {
      assertThat(EquilibriumTestGames.isEquilibrium(game, each.profile())).isTrue();
      assertThat(game.expected(0, each.probabilities()))
          .isCloseTo(each.payoffDoubles()[0], org.assertj.core.api.Assertions.within(1e-9));
    }
    for (NashEquilibrium one : solution.equilibria()) {
      for (NashEquilibrium other : solution.equilibria()) {
        // Extreme equilibria that share a strategy are joined by a segment of equilibria.
        if (one.profile().get(0).equals(other.profile().get(0))
            || one.profile().get(1).equals(other.profile().get(1))) {
          assertThat(one.component()).isEqualTo(other.component());
        }
      }
    }
  }

  @Property(seed = "1928", tries = 100)
  void linearProgramAgrees(
      @ForAll long seed,
      @ForAll @IntRange(min = 2, max = 1000) int bound,
      @ForAll @IntRange(min = 1, max = 5) int rows,
      @ForAll @IntRange(min = 1, max = 5) int columns) {
    double[][] row = Matrices.of(EquilibriumTestGames.random(seed, bound, rows, columns), 0);
    double[][] column = new double[rows][columns];
    for (int at = 0; at < rows; at++) {
      for (int to = 0; to < columns; to++) {
        column[at][to] = 17 - row[at][to];
      }
    }
    Game game = Game.bimatrix("constant sum", row, column);
    ZeroSumSolution optimal = ZeroSumSolution.solve(game);
    NashSearchResult solution = NashSolver.solve(game);
    assertThat(EquilibriumTestGames.isEquilibrium(game, List.of(optimal.first(), optimal.second())))
        .isTrue();
    assertThat(solution.equilibria())
        .allMatch(each -> each.payoffs().get(0).equals(optimal.value()));
    // Optimal strategies are exchangeable: one component, one subset.
    assertThat(solution.subsets()).hasSize(1);
  }

  /** McMullen 1970: no more than 660 bases for 8 by 8, not even where all payoffs are equal. */
  @Property(seed = "1970", tries = 10)
  void degeneracyCostsNoMoreThanTheUpperBound(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 3) int bound) {
    Bimatrix matrices = Bimatrix.of(EquilibriumTestGames.random(seed, bound, 8, 8));
    VertexEnumeration search = new VertexEnumeration(matrices.row(), 8, Long.MAX_VALUE);
    assertThat(search.isComplete()).isTrue();
    assertThat(search.bases()).isLessThanOrEqualTo(660);
    // Simple polytopes: each basis has as many neighbours as dimensions, so 2^8 at least.
    assertThat(search.bases()).isGreaterThan(8);
  }

  private static List<BigFraction> mean(List<List<BigFraction>> strategies) {
    List<BigFraction> mean = new ArrayList<>();
    for (int action = 0; action < strategies.get(0).size(); action++) {
      int at = action;
      mean.add(
          strategies.stream()
              .map(strategy -> strategy.get(at))
              .reduce(BigFraction.ZERO, BigFraction::add)
              .divide(strategies.size()));
    }
    return mean;
  }

  /** Every set of constraints that fixes a point, of either polytope, and every pair of points. */
  private static Set<String> bruteForce(Game game) {
    Bimatrix matrices = Bimatrix.of(game);
    Set<String> found = new TreeSet<>();
    List<List<BigFraction>> seconds = vertices(matrices.row());
    for (List<BigFraction> first : vertices(TwoPlayerSearch.transpose(matrices.column()))) {
      for (List<BigFraction> second : seconds) {
        if (EquilibriumTestGames.isEquilibrium(game, List.of(first, second))) {
          found.add(
              EquilibriumTestGames.shown(NashEquilibrium.of(game, List.of(first, second), 0)));
        }
      }
    }
    return found;
  }

  private static List<List<BigFraction>> vertices(BigInteger[][] matrix) {
    int size = matrix[0].length;
    List<List<BigFraction>> vertices = new ArrayList<>();
    for (int mask = 0; mask < 1 << (size + matrix.length); mask++) {
      if (Integer.bitCount(mask) == size) {
        vertices.addAll(vertex(matrix, BitSet.valueOf(new long[] {mask})));
      }
    }
    return vertices.stream().distinct().toList();
  }

  private static List<List<BigFraction>> vertex(BigInteger[][] matrix, BitSet tight) {
    int size = matrix[0].length;
    BigFractionField field = BigFractionField.getInstance();
    Array2DRowFieldMatrix<BigFraction> system = new Array2DRowFieldMatrix<>(field, size, size);
    ArrayFieldVector<BigFraction> right = new ArrayFieldVector<>(field, size);
    int row = 0;
    for (int each : tight.stream().toArray()) {
      for (int column = 0; column < size; column++) {
        BigInteger entry =
            each >= size
                ? matrix[each - size][column]
                : each == column ? BigInteger.ONE : BigInteger.ZERO;
        system.setEntry(row, column, new BigFraction(entry));
      }
      right.setEntry(row++, each >= size ? BigFraction.ONE : BigFraction.ZERO);
    }
    FieldDecompositionSolver<BigFraction> solver = new FieldLUDecomposition<>(system).getSolver();
    if (!solver.isNonSingular()) {
      return List.of();
    }
    List<BigFraction> point = List.of(solver.solve(right).toArray());
    BigFraction sum = point.stream().reduce(BigFraction.ZERO, BigFraction::add);
    boolean inside =
        sum.getNumerator().signum() > 0
            && point.stream().allMatch(each -> each.getNumerator().signum() >= 0);
    for (BigInteger[] line : matrix) {
      List<BigFraction> weights = List.of(line).stream().map(BigFraction::new).toList();
      inside &= Fractions.weighed(weights, point::get).compareTo(BigFraction.ONE) <= 0;
    }
    return inside ? List.of(point.stream().map(each -> each.divide(sum)).toList()) : List.of();
  }
}
