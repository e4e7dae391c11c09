package org.medchain.study.figure;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.Game;
import org.medchain.game.Player;
import org.medchain.game.SymmetricGame;
import org.medchain.game.dynamics.BifurcationBranch;
import org.medchain.game.dynamics.Dynamics;
import org.medchain.game.dynamics.EvolutionaryDynamic;
import org.medchain.game.dynamics.IntegrationSettings;
import org.medchain.game.dynamics.PopulationFlow;
import org.medchain.game.dynamics.Populations;
import org.medchain.game.dynamics.RestPoints;
import org.medchain.game.dynamics.Trajectory;
import org.medchain.game.random.IntervalEstimate;

/** A figure of each kind with data as a study has them; synthetic, or of small games. */
public final class SampleFigures {
  private static final List<String> STRATEGIES =
      List.of("share honestly", "share junk", "free ride");

  private SampleFigures() {}

  /** A figure, and the words that it must have. */
  public record Sample(GameFigure figure, List<String> labels) {}

  public static List<GameFigure> all() {
    return samples().stream().map(Sample::figure).toList();
  }

  static List<Sample> samples() {
    return List.of(
        new Sample(
            simplex(),
            List.of("share honestly", "share junk", "free ride", "speed", "saddle", "centre")),
        new Sample(
            gradient(), List.of("share of 'hawk'", "its change per unit of time", "unstable")),
        new Sample(square(), List.of("share of 'a'", "share of 'c'", "speed", "saddle", "stable")),
        new Sample(branches(), List.of("penalty", "share of 'hawk'", "stable", "unstable")),
        new Sample(
            DensityFigure.ofTwo(
                heading("counts"), "mutation 0.01", "honest patients", masses(40, 30, 5)),
            List.of("mutation 0.01", "honest patients", "probability")),
        new Sample(
            DensityFigure.ofTwo(
                heading("counts-many"), "mutation 0.1", "honest patients", masses(200, 150, 20)),
            List.of("mutation 0.1", "honest patients", "probability")),
        new Sample(density(24), STRATEGIES),
        new Sample(density(120), List.of("probability")),
        new Sample(regions(), List.of("none", "some", "only", "refused", "T2", "T2: a border")),
        new Sample(heat(), List.of("share of starts", "no value", "a", "b")),
        new Sample(
            series(false), List.of("round", "share", "95 % intervals", "s0", "s7", "P* = 3")),
        new Sample(series(true), List.of("round", "share", "s0", "s7")),
        new Sample(
            bars(), List.of("Sobol index", "detection", "penalty", "first order", "bootstrap")));
  }

  public static FigureHeading heading(String id) {
    return new FigureHeading(id, "Title of " + id, "What " + id + " shows, from synthetic data.");
  }

  private static BigFraction[][] payoffs(int[][] numbers) {
    BigFraction[][] exact = new BigFraction[numbers.length][numbers.length];
    for (int row = 0; row < numbers.length; row++) {
      for (int column = 0; column < numbers.length; column++) {
        exact[row][column] = new BigFraction(numbers[row][column]);
      }
    }
    return exact;
  }

  private static FlowFigure flow(Populations populations, double... start) {
    PopulationFlow flow = new PopulationFlow(Dynamics.named("replicator", Map.of()), populations);
    List<Trajectory> paths = List.of(flow.trajectory(start, IntegrationSettings.of(20)));
    return new FlowFigure(flow, RestPoints.of(flow).points(), paths);
  }

  private static GameFigure simplex() {
    int[][] cycle = {{0, -1, 1}, {1, 0, -1}, {-1, 1, 0}};
    SymmetricGame game = new SymmetricGame("cycle", STRATEGIES, payoffs(cycle));
    return flow(Populations.single(game), 0.8, 0.1, 0.1).simplex(heading("simplex"), STRATEGIES);
  }

  private static SymmetricGame hawkDove(double cost) {
    BigFraction[][] payoffs = payoffs(new int[][] {{0, 2}, {0, 1}});
    payoffs[0][0] = Game.rational(1 - cost / 2);
    return new SymmetricGame("conflict", List.of("hawk", "dove"), payoffs);
  }

  /** Two thirds of hawks are stable. */
  static FlowFigure conflict() {
    return flow(Populations.single(hawkDove(3)), 0.2, 0.8);
  }

  private static GameFigure gradient() {
    return conflict().gradient(heading("gradient"), "hawk");
  }

  private static GameFigure square() {
    Game game =
        Game.ofExact(
            "coordination",
            List.of(new Player("x", List.of("a", "b")), new Player("y", List.of("c", "d"))),
            (player, at) -> at[0] == at[1] ? BigFraction.ONE : BigFraction.ZERO);
    return flow(Populations.perRole(game), 0.3, 0.7, 0.4, 0.6).square(heading("phase"), "a", "c");
  }

  private static GameFigure branches() {
    EvolutionaryDynamic replicator = Dynamics.named("replicator", Map.of());
    List<BifurcationBranch> branches =
        BifurcationBranch.trace(
            cost -> new PopulationFlow(replicator, Populations.single(hawkDove(cost))),
            IntStream.rangeClosed(0, 20).mapToDouble(i -> 1 + i / 5.0).toArray());
    return BranchFigure.of(
        heading("branches"),
        FigureAxis.linear("penalty"),
        FigureAxis.share("share of 'hawk'"),
        branches,
        0);
  }

  private static List<Double> masses(int size, double middle, double width) {
    return density(
        IntStream.rangeClosed(0, size).asDoubleStream(),
        i -> Math.exp(-Math.pow((i - middle) / width, 2) / 2));
  }

  private static List<Double> density(DoubleStream at, DoubleUnaryOperator weight) {
    double[] raw = at.map(weight).toArray();
    double sum = DoubleStream.of(raw).sum();
    return DoubleStream.of(raw).mapToObj(m -> m / sum).toList();
  }

  static GameFigure density(int size) {
    DoubleStream states = IntStream.range(0, (size + 1) * (size + 2) / 2).asDoubleStream();
    return DensityFigure.ofThree(
        heading("density-" + size), STRATEGIES, density(states, i -> 1 / (1 + i)));
  }

  private static GridFigure grid(int columns, int rows) {
    return new GridFigure(
        FigureAxis.share("a"),
        FigureAxis.between("b", 0, 10),
        IntStream.rangeClosed(0, columns).mapToObj(i -> i / (double) columns).toList(),
        IntStream.rangeClosed(0, rows).mapToObj(i -> 10.0 * i / rows).toList());
  }

  private static GameFigure regions() {
    GridFigure grid = grid(40, 30);
    return grid.regions(
        heading("regions"),
        List.of("none", "some", "only", "refused"),
        grid.ys().stream()
            .map(y -> grid.xs().stream().map(x -> x * y < 1 ? 0 : x < 0.6 ? 2 : 3).toList())
            .toList(),
        List.of(
            new GridFigure.BoundaryCurve(
                "T2",
                "T2: a border",
                IntStream.rangeClosed(5, 100)
                    .mapToObj(i -> new Point2D.Double(i / 100.0, 100.0 / i))
                    .toList())));
  }

  private static GameFigure heat() {
    GridFigure grid = grid(20, 20);
    return grid.heat(
        heading("heat"),
        FigureAxis.share("share of starts"),
        grid.ys().stream()
            .map(y -> grid.xs().stream().map(x -> x * y > 9 ? Double.NaN : x * y / 9).toList())
            .toList());
  }

  private static GameFigure series(boolean marks) {
    List<SeriesFigure.DataSeries> series = new ArrayList<>();
    for (int k = 0; k < SeriesFigure.MAX_SERIES; k++) {
      int level = k;
      series.add(
          SeriesFigure.DataSeries.estimates(
              "s" + k,
              marks,
              List.of(0, 1, 2, 3, 4, 5),
              round -> round,
              round -> new IntervalEstimate(level * 0.1, level * 0.1 - 0.03, level, 0.95, 9)));
    }
    return SeriesFigure.of(
        heading(marks ? "marks" : "series"),
        FigureAxis.linear("round"),
        FigureAxis.share("share"),
        "95 % intervals",
        series,
        new SeriesFigure.ThresholdLine("P* = 3", 3));
  }

  private static GameFigure bars() {
    return BarFigure.of(
        heading("sensitivity"),
        FigureAxis.linear("Sobol index"),
        List.of("detection", "penalty"),
        "bootstrap",
        List.of(
            BarFigure.BarGroup.of(
                "first order",
                List.of(
                    new IntervalEstimate(0.4, 0.3, 0.5, 0.95, 9),
                    new IntervalEstimate(-0.1, -0.2, 0, 0.95, 9))),
            BarFigure.BarGroup.exact("total", List.of(0.5, Double.NaN))));
  }
}
