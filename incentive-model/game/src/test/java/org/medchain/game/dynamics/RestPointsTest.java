package org.medchain.game.dynamics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.medchain.game.Game;
import org.medchain.game.GroupGame;
import org.medchain.game.Matrices;
import org.medchain.game.exact.Vectors;

/** GAME-11, GAME-18: rest points and what the linearisation says of them. */
class RestPointsTest {
  private static List<RestPoint> replicator(GroupGame game) {
    return RestPoints.of(TextbookGames.flow("replicator", game)).points();
  }

  private static RestPoint inside(RestPoints points) {
    return points.points().stream()
        .filter(each -> Arrays.stream(each.state()).allMatch(share -> share > 0))
        .reduce(
            (a, b) -> {
              throw new AssertionError("two rest points inside");
            })
        .orElseThrow();
  }

  private static RestPoint at(RestPoints points, double... state) {
    return points.points().stream()
        .filter(each -> Vectors.distance(each.state(), state) < 1e-9)
        .findFirst()
        .orElseThrow();
  }

  /** Zeeman (1980): a stable focus inside, and a stable corner. */
  @Test
  void zeemansGame() {
    RestPoints points = RestPoints.of(TextbookGames.flow("replicator", TextbookGames.zeeman()));
    RestPoint focus = inside(points);
    double third = 1.0 / 3;
    assertThat(focus.state()).containsExactly(third, third, third);
    assertThat(focus.stability()).isEqualTo(LinearStability.STABLE_FOCUS);
    assertThat(focus.internal())
        .allSatisfy(each -> assertThat(each.real()).isCloseTo(-third / 10, within(1e-15)));
    // From trace and determinant by hand: (−1 ± i√2)/3, here with a range of 10.
    assertThat(Math.abs(focus.internal().get(0).imaginary()))
        .isCloseTo(Math.sqrt(2) / 3 / 10, within(1e-15));
    assertThat(TextbookGames.attractors(points)).hasSize(2);
    assertThat(at(points, 1, 0, 0).stability()).isEqualTo(LinearStability.STABLE_NODE);
    assertThat(at(points, 0.8, 0, 0.2).stability()).isEqualTo(LinearStability.SADDLE);
  }

  @Test
  void continuaAreReportedAsSuch() {
    List<RestPoint> constant = replicator(TextbookGames.game(new double[3][3]));
    assertThat(constant).hasSize(1);
    assertThat(constant.get(0).dimension()).isEqualTo(2);
    assertThat(constant.get(0).corners()).hasSize(3);
    assertThat(constant.get(0).stability()).isEqualTo(LinearStability.MARGINAL);
    // Two strategies alike, and a third that comes in where the first is common: the edge is a
    // continuum of rest points, and half of it are Nash equilibria.
    GroupGame neutral = TextbookGames.game(new double[][] {{0, 0, 0}, {0, 0, 0}, {1, -1, -5}});
    RestPoint edge =
        replicator(neutral).stream()
            .filter(p -> p.dimension() == 1)
            .filter(p -> p.state()[2] == 0)
            .findFirst()
            .orElseThrow();
    assertThat(edge.corners()).hasSize(2);
    assertThat(edge.nash()).isFalse();
    List<RestPoint> nash = RestPoints.of(TextbookGames.flow("bnn", neutral)).points();
    RestPoint half = nash.stream().filter(p -> p.state()[2] == 0).findFirst().orElseThrow();
    assertThat(half.dimension()).isEqualTo(1);
    assertThat(half.nash()).isTrue();
    assertThat(half.corners())
        .anySatisfy(each -> assertThat(each).containsExactly(0.5, 0.5, 0))
        .anySatisfy(each -> assertThat(each).containsExactly(0, 1, 0));
  }

  @Test
  void twoPopulations() {
    RestPoints pennies = RestPoints.of(TextbookGames.roles("replicator", TextbookGames.pennies()));
    assertThat(pennies.points()).hasSize(5);
    RestPoint centre = inside(pennies);
    assertThat(centre.stability()).isEqualTo(LinearStability.CENTRE);
    assertThat(centre.internal()).hasSize(2);
    // x' = x(1−x)(4y−2) and y' alike: ¼ · 4 = 1 in payoffs; the range is 2.
    assertThat(Math.abs(centre.internal().get(0).imaginary())).isCloseTo(0.5, within(1e-15));
    Game sexes =
        Game.bimatrix("battle", new double[][] {{2, 0}, {0, 1}}, new double[][] {{1, 0}, {0, 2}});
    RestPoints battle = RestPoints.of(TextbookGames.roles("replicator", sexes));
    assertThat(inside(battle).stability()).isEqualTo(LinearStability.SADDLE);
    assertThat(inside(battle).state())
        .containsExactly(new double[] {2.0 / 3, 1.0 / 3, 1.0 / 3, 2.0 / 3}, within(1e-15));
    assertThat(TextbookGames.attractors(battle)).hasSize(2);
    // The column does not care: a continuum against the row's better action.
    Game careless = Game.bimatrix("careless", new double[][] {{1, 1}, {0, 0}}, new double[2][2]);
    assertThat(RestPoints.of(TextbookGames.roles("smith", careless)).points())
        .singleElement()
        .satisfies(each -> assertThat(each.dimension()).isEqualTo(1));
  }

  @Provide
  Arbitrary<double[]> entries() {
    return Arbitraries.integers()
        .between(-50, 50)
        .array(int[].class)
        .ofSize(9)
        .map(ints -> Arrays.stream(ints).asDoubleStream().toArray());
  }

  private static GroupGame three(double[] e) {
    return TextbookGames.game(
        new double[][] {{e[0], e[1], e[2]}, {e[3], e[4], e[5]}, {e[6], e[7], e[8]}});
  }

  /** The second method: Newton on the game with its matrix hidden finds what elimination finds. */
  @Property(seed = "6", tries = 40)
  void newtonAgreesWithElimination(@ForAll("entries") double[] e) {
    GroupGame game = three(e);
    for (String name : List.of("replicator", "bnn")) {
      EvolutionaryDynamic dynamic = EvolutionaryDynamic.named(name, Map.of());
      RestPoints exact = RestPoints.of(new PopulationFlow(dynamic, Populations.single(game)));
      PopulationFlow opaque =
          new PopulationFlow(dynamic, Populations.single(TextbookGames.opaque(game)));
      RestPoints numeric = RestPoints.of(opaque);
      assertThat(numeric.complete()).isFalse();
      for (RestPoint point : numeric.points()) {
        assertThat(exact.points())
            .anyMatch(
                each ->
                    each.dimension() > 0 || Vectors.distance(each.state(), point.state()) < 1e-6);
      }
      for (RestPoint point : exact.points()) {
        // A point with a double root is found only as nearly as the root of the rounding.
        if (point.dimension() == 0 && point.stability() != LinearStability.MARGINAL) {
          RestPoint other =
              numeric.points().stream()
                  .filter(each -> Vectors.distance(each.state(), point.state()) < 1e-6)
                  .findFirst()
                  .orElseThrow();
          assertThat(other.nash()).isEqualTo(point.nash());
          if (name.equals("replicator")) {
            assertThat(Vectors.norm(parts(other)))
                .isCloseTo(Vectors.norm(parts(point)), within(1e-6));
          }
        }
      }
    }
  }

  private static double[] parts(RestPoint point) {
    return point.internal().stream()
        .mapToDouble(each -> Math.hypot(each.real(), each.imaginary()))
        .toArray();
  }

  /** The formula and the differences, at states that are no rest points, with one and two roles. */
  @Property(seed = "9", tries = 50)
  void derivativeByFormulaIsThatByDifferences(@ForAll("entries") double[] e) {
    GroupGame game = three(e);
    assertDerivative(TextbookGames.flow("replicator", game), 0.5, 0.3, 0.2);
    assertDerivative(TextbookGames.flow("replicator", game), 0.5, 0.5, 0);
    assertDerivative(
        TextbookGames.roles(
            "replicator", Game.bimatrix("test", Matrices.of(game), Matrices.of(three(e)))),
        0.5,
        0.3,
        0.2,
        0.1,
        0.3,
        0.6);
  }

  private static void assertDerivative(PopulationFlow flow, double... state) {
    boolean[] all = new boolean[state.length];
    Arrays.fill(all, true);
    double[][] basis = Simplex.tangent(flow.populations(), all);
    double[][] formula = Linearisation.restricted(Linearisation.jacobian(flow, state), basis);
    double[][] other =
        Linearisation.restricted(Linearisation.finiteDifferences(flow, state), basis);
    for (int row = 0; row < basis.length; row++) {
      assertThat(formula[row]).containsExactly(other[row], within(1e-9));
    }
  }

  /** What the linearisation calls stable attracts, what it calls unstable lets go. */
  @Property(seed = "7", tries = 25)
  void stabilityIsWhatPathsDo(@ForAll("entries") double[] e) {
    PopulationFlow flow = TextbookGames.flow("replicator", three(e));
    for (RestPoint point : RestPoints.of(flow).points()) {
      double rate =
          point.internal().stream().mapToDouble(each -> Math.abs(each.real())).min().orElse(1);
      double outer =
          point.external().stream().mapToDouble(each -> Math.abs(each.real())).min().orElse(1);
      if (point.dimension() > 0 || Math.min(rate, outer) < 0.02) {
        continue;
      }
      double[] near = point.state().clone();
      for (int i = 0; i < 3; i++) {
        near[i] += 1e-4 * (TextbookGames.barycentre(flow)[i] + (i - 1) * 0.1 - near[i]);
      }
      double before = Vectors.distance(near, point.state());
      double after =
          Vectors.distance(
              flow.trajectory(near, IntegrationSettings.of(1000).withoutStoppingAtRest()).last(),
              point.state());
      if (TextbookGames.attracts(point)) {
        assertThat(after).isLessThan(before / 10);
      } else if (point.stability().repels()) {
        assertThat(after).isGreaterThan(before);
      }
    }
  }

  /** The cost of fights grows past the value: hawks alone lose stability to the mixture. */
  @Test
  void hawksLoseStabilityWhenFightsCostMore() {
    List<BifurcationBranch> branches =
        BifurcationBranch.trace(
            cost -> TextbookGames.flow("replicator", TextbookGames.hawkDove(2, cost)),
            IntStream.rangeClosed(0, 30).mapToDouble(step -> 1.05 + 0.1 * step).toArray());
    assertThat(branches).hasSize(3);
    BifurcationBranch hawks =
        branches.stream()
            .filter(each -> each.points().get(0).point().state()[0] == 1)
            .findFirst()
            .orElseThrow();
    assertThat(hawks.points())
        .hasSize(31)
        .allSatisfy(
            at -> assertThat(TextbookGames.attracts(at.point())).isEqualTo(at.parameter() < 2));
    BifurcationBranch mixed = branches.get(2);
    assertThat(mixed.points())
        .allSatisfy(
            at -> assertThat(at.point().state()[0]).isCloseTo(2 / at.parameter(), within(1e-9)));
  }

  /** Sandholm (2010) chapter 8: kinks at mixed equilibria, and none at a strict one. */
  @Test
  void nonDifferentiablePointsAreReported() {
    for (String name : List.of("bnn", "smith")) {
      RestPoints doves = RestPoints.of(TextbookGames.flow(name, TextbookGames.hawkDove(2, 3)));
      assertThat(doves.points()).hasSize(1);
      assertThat(doves.points().get(0).stability())
          .as(name)
          .isEqualTo(LinearStability.NOT_DIFFERENTIABLE);
      assertThat(doves.points().get(0).internal()).isEmpty();
    }
    GroupGame dilemma = TextbookGames.game(new double[][] {{3, 0}, {5, 1}});
    RestPoint smith = RestPoints.of(TextbookGames.flow("smith", dilemma)).points().get(0);
    assertThat(smith.stability()).isEqualTo(LinearStability.STABLE_NODE);
    assertThat(smith.internal().get(0).real()).isCloseTo(-1.0 / 5, within(1e-9));
    RestPoint bnn = RestPoints.of(TextbookGames.flow("bnn", dilemma)).points().get(0);
    assertThat(bnn.stability())
        .as("the field is quadratic there")
        .isEqualTo(LinearStability.MARGINAL);
  }
}
