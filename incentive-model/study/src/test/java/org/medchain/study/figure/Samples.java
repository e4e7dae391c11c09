package org.medchain.study.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A figure of each kind with data as a study has them; synthetic. */
final class Samples {
  private static final List<String> STRATEGIES =
      List.of("share honestly", "share junk", "free ride");

  private Samples() {}

  static List<GameFigure> all() {
    List<GameFigure> all = new ArrayList<>();
    all.add(simplex());
    all.add(shaded());
    all.add(gradient());
    all.add(counts(false));
    all.add(counts(true));
    all.add(density(24, false));
    all.add(density(120, true));
    all.add(phase());
    all.add(bifurcation());
    all.add(regions());
    all.add(heat());
    all.add(balance());
    all.add(series());
    all.add(bars());
    return all;
  }

  static Heading heading(String id) {
    return new Heading(id, "Title of " + id, "What " + id + " shows, from synthetic data.");
  }

  /** Replicator flow of rock-paper-scissors with wins of 1 and losses of {@code loss}. */
  static double[] cycle(double[] x, double loss) {
    double[] f = new double[3];
    for (int i = 0; i < 3; i++) {
      f[i] = x[(i + 1) % 3] - loss * x[(i + 2) % 3];
    }
    double mean = x[0] * f[0] + x[1] * f[1] + x[2] * f[2];
    return new double[] {x[0] * (f[0] - mean), x[1] * (f[1] - mean), x[2] * (f[2] - mean)};
  }

  private static List<Mix> trajectory(double loss, double... start) {
    List<Mix> points = new ArrayList<>();
    double[] x = start.clone();
    for (int t = 0; t < 1800; t++) {
      if (t % 6 == 0) {
        points.add(Mix.of(x));
      }
      double[] v = cycle(x, loss);
      for (int i = 0; i < 3; i++) {
        x[i] += 0.01 * v[i];
      }
    }
    return points;
  }

  static SimplexFigure simplex() {
    double third = 1.0 / 3;
    return SimplexFigure.of(heading("simplex"), STRATEGIES, x -> cycle(x, 0.6), 14, 0)
        .with(
            List.of(trajectory(0.6, 0.9, 0.06, 0.04)),
            List.of(
                new SimplexFigure.Rest(new Mix(1, 0, 0), Stability.SADDLE, ""),
                new SimplexFigure.Rest(new Mix(0, 1, 0), Stability.SADDLE, ""),
                new SimplexFigure.Rest(new Mix(0, 0, 1), Stability.UNSTABLE, ""),
                new SimplexFigure.Rest(
                    new Mix(third, third, 1 - 2 * third), Stability.STABLE, "Q")),
            List.of());
  }

  static SimplexFigure shaded() {
    return SimplexFigure.of(heading("simplex-shaded"), STRATEGIES, x -> cycle(x, 1), 12, 48)
        .with(
            List.of(trajectory(1, 0.5, 0.3, 0.2), trajectory(1, 0.8, 0.1, 0.1)),
            List.of(
                new SimplexFigure.Rest(new Mix(1.0 / 3, 1.0 / 3, 1.0 / 3), Stability.CENTRE, "P"),
                new SimplexFigure.Rest(new Mix(1, 0, 0), Stability.NEUTRAL, "")),
            List.of(
                new SimplexFigure.Continuum(
                    List.of(new Mix(0, 1, 0), new Mix(0, 0.4, 0.6)), Stability.STABLE),
                new SimplexFigure.Continuum(
                    List.of(new Mix(0, 0.4, 0.6), new Mix(0, 0, 1)), Stability.UNSTABLE)));
  }

  static GradientFigure gradient() {
    List<Place> curve =
        IntStream.rangeClosed(0, 200)
            .mapToObj(i -> i / 200.0)
            .map(x -> new Place(x, x * (1 - x) * (x - 0.35)))
            .toList();
    return new GradientFigure(
        heading("gradient"),
        Axis.share("share of honest patients"),
        Axis.fitted("change of the share per unit of time"),
        curve,
        List.of(
            new GradientFigure.Rest(0, Stability.STABLE),
            new GradientFigure.Rest(0.35, Stability.UNSTABLE),
            new GradientFigure.Rest(1, Stability.STABLE)));
  }

  private static List<Double> masses(int size, double middle, double width) {
    double[] raw =
        IntStream.rangeClosed(0, size)
            .mapToDouble(i -> Math.exp(-Math.pow((i - middle) / width, 2) / 2))
            .toArray();
    double sum = DoubleStream.of(raw).sum();
    return DoubleStream.of(raw).mapToObj(m -> m / sum).toList();
  }

  static CountDensityFigure counts(boolean several) {
    Axis x = Axis.fitted("honest patients of " + (several ? 200 : 40));
    return several
        ? new CountDensityFigure(
            heading("counts-log"),
            x,
            new Axis("stationary probability", 1e-8, 0.1, true),
            List.of(
                new CountDensityFigure.Density("mutation 0.001", masses(200, 180, 9)),
                new CountDensityFigure.Density("mutation 0.01", masses(200, 150, 20)),
                new CountDensityFigure.Density("mutation 0.1", masses(200, 100, 40))))
        : new CountDensityFigure(
            heading("counts"),
            x,
            Axis.fitted("stationary probability"),
            List.of(new CountDensityFigure.Density("mutation 0.01", masses(40, 30, 5))));
  }

  static SimplexDensityFigure density(int size, boolean logarithmic) {
    List<Mix> states = new SimplexGrid(size).points();
    double[] raw =
        states.stream()
            .mapToDouble(
                s ->
                    Math.exp(-80 * Math.pow(s.first() - 0.7, 2) - 60 * Math.pow(s.third(), 2))
                        + 0.3 * Math.exp(-200 * Math.pow(s.third() - 0.95, 2)))
            .toArray();
    double sum = DoubleStream.of(raw).sum();
    return new SimplexDensityFigure(
        heading("density-" + size),
        STRATEGIES,
        logarithmic
            ? Axis.logarithmic("stationary probability")
            : Axis.fitted("stationary probability"),
        DoubleStream.of(raw).mapToObj(m -> m / sum).toList());
  }

  static PhaseFigure phase() {
    List<PhaseFigure.Flow> flow = new ArrayList<>();
    for (int i = 0; i <= 12; i++) {
      for (int j = 0; j <= 12; j++) {
        double x = i / 12.0;
        double y = j / 12.0;
        flow.add(
            new PhaseFigure.Flow(
                new Place(x, y), x * (1 - x) * (y - 0.4), y * (1 - y) * (x - 0.6)));
      }
    }
    List<Place> path = new ArrayList<>();
    double x = 0.25;
    double y = 0.72;
    for (int t = 0; t < 3000; t++) {
      path.add(new Place(x, y));
      double dx = x * (1 - x) * (y - 0.4);
      y += 0.01 * y * (1 - y) * (x - 0.6);
      x += 0.01 * dx;
    }
    return new PhaseFigure(
        heading("phase"),
        Axis.share("share of honest patients"),
        Axis.share("share of verifiers that check"),
        flow,
        "speed (per unit of time)",
        List.of(path),
        List.of(
            new PhaseFigure.Rest(new Place(0, 0), Stability.STABLE, ""),
            new PhaseFigure.Rest(new Place(1, 1), Stability.STABLE, "all honest"),
            new PhaseFigure.Rest(new Place(1, 0), Stability.UNSTABLE, ""),
            new PhaseFigure.Rest(new Place(0, 1), Stability.UNSTABLE, ""),
            new PhaseFigure.Rest(new Place(0.6, 0.4), Stability.SADDLE, "M")),
        List.of(
            new Border(
                "x", "patients' share at rest", List.of(new Place(0, 0.4), new Place(1, 0.4))),
            new Border(
                "y", "verifiers' share at rest", List.of(new Place(0.6, 0), new Place(0.6, 1)))));
  }

  static BifurcationFigure bifurcation() {
    List<Place> interior =
        IntStream.rangeClosed(0, 60)
            .mapToObj(i -> new Place(4 + i / 10.0, 4 / (4 + i / 10.0)))
            .toList();
    List<Place> single =
        IntStream.rangeClosed(0, 8).mapToObj(i -> new Place(1 + i, 0.5 - 0.03 * i)).toList();
    return new BifurcationFigure(
        heading("bifurcation"),
        Axis.between("penalty (points)", 0, 10),
        Axis.share("share of honest patients"),
        List.of(
            new BifurcationFigure.Branch(
                Stability.STABLE, false, List.of(new Place(0, 0), new Place(10, 0))),
            new BifurcationFigure.Branch(
                Stability.UNSTABLE, false, List.of(new Place(0, 1), new Place(4, 1))),
            new BifurcationFigure.Branch(
                Stability.STABLE, false, List.of(new Place(4, 1), new Place(10, 1))),
            new BifurcationFigure.Branch(Stability.UNSTABLE, false, interior),
            new BifurcationFigure.Branch(
                Stability.SADDLE, false, List.of(new Place(0, 0.7), new Place(10, 0.55))),
            new BifurcationFigure.Branch(Stability.SADDLE, true, single),
            new BifurcationFigure.Branch(
                Stability.CENTRE, true, List.of(new Place(2, 0.25), new Place(3, 0.22)))),
        List.of(new Threshold("P* = 4", 4), new Threshold("P** = 9.6", 9.6)));
  }

  static RegionFigure regions() {
    List<Double> xs = IntStream.rangeClosed(0, 40).mapToObj(i -> i / 40.0).toList();
    List<Double> ys = IntStream.rangeClosed(0, 30).mapToObj(i -> i / 3.0).toList();
    List<List<Integer>> cells =
        ys.stream().map(y -> xs.stream().map(x -> kind(x, y)).toList()).toList();
    List<Place> border =
        IntStream.rangeClosed(5, 100).mapToObj(i -> new Place(i / 100.0, 100.0 / i)).toList();
    List<Place> second =
        IntStream.rangeClosed(5, 100).mapToObj(i -> new Place(i / 100.0, 250.0 / i)).toList();
    return new RegionFigure(
        heading("regions"),
        Axis.share("probability that a record is verified"),
        Axis.between("penalty (points)", 0, 10),
        xs,
        ys,
        List.of(
            new RegionFigure.Category("honest sharing is no equilibrium", "–"),
            new RegionFigure.Category("an equilibrium", "E"),
            new RegionFigure.Category("the only equilibrium", "O"),
            new RegionFigure.Category("reached from over 90 % of starts", "R")),
        cells,
        List.of(
            new Border("T2", "T2: penalty × detection = gain", border),
            new Border("T3", "T3: strict dominance", second)));
  }

  private static int kind(double x, double y) {
    return x * y < 1 ? 0 : x * y < 2.5 ? 1 : x < 0.6 ? 2 : 3;
  }

  static HeatFigure heat() {
    List<Double> xs = IntStream.rangeClosed(0, 20).mapToObj(i -> Math.pow(10, i / 10.0)).toList();
    List<Double> ys = IntStream.rangeClosed(0, 20).mapToObj(i -> i / 20.0).toList();
    List<List<Double>> values =
        ys.stream()
            .map(
                y ->
                    xs.stream()
                        .map(x -> x > 60 && y > 0.9 ? Double.NaN : 40 * Math.log10(x) * y - 20)
                        .toList())
            .toList();
    return new HeatFigure(
        heading("heat"),
        Axis.logarithmic("price of a query (points)"),
        Axis.share("share of honest patients"),
        Axis.fitted("balance of the pool (points per round)"),
        Ramp.DIVERGING,
        xs,
        ys,
        values,
        List.of(
            new Border(
                "T9",
                "T9: balance 0",
                IntStream.rangeClosed(5, 20)
                    .mapToObj(i -> new Place(Math.pow(10, i / 10.0), 5.0 / i))
                    .toList())));
  }

  static SeriesFigure balance() {
    List<SeriesFigure.Estimate> paper = new ArrayList<>();
    List<SeriesFigure.Estimate> repaired = new ArrayList<>();
    for (int t = 0; t <= 100; t += 2) {
      double spread = 40 + 6.0 * t;
      paper.add(
          new SeriesFigure.Estimate(
              t, 900 - 28.0 * t, 900 - 28.0 * t - spread, 900 - 28.0 * t + spread));
      double value = t == 60 ? Double.NaN : 900 + 200 * Math.sin(t / 9.0);
      repaired.add(new SeriesFigure.Estimate(t, value, value - 90, value + 90));
    }
    return new SeriesFigure(
        heading("balance"),
        Axis.fitted("round"),
        Axis.fitted("balance of the pool (points)"),
        "bands: 95 % of 50 replicates",
        List.of(
            new SeriesFigure.Series("paper's rules", SeriesFigure.Style.LINE, paper),
            new SeriesFigure.Series("with bonds", SeriesFigure.Style.LINE, repaired)),
        List.of(new Threshold("run on cash", 33)));
  }

  static SeriesFigure series() {
    List<SeriesFigure.Estimate> theory = new ArrayList<>();
    List<SeriesFigure.Estimate> population = new ArrayList<>();
    List<SeriesFigure.Estimate> ledger = new ArrayList<>();
    for (int t = 0; t <= 60; t++) {
      double share = 1 / (1 + 9 * Math.exp(-t / 8.0));
      theory.add(SeriesFigure.Estimate.exact(t, share));
      population.add(
          new SeriesFigure.Estimate(t, share * 0.97, share * 0.9, Math.min(1, share * 1.04)));
      if (t % 6 == 3) {
        ledger.add(new SeriesFigure.Estimate(t, share * 0.93, share * 0.85, share * 1.01));
      }
    }
    return new SeriesFigure(
        heading("theory-population-ledger"),
        Axis.fitted("time (generations)"),
        Axis.share("share of honest patients"),
        "95 % intervals",
        List.of(
            new SeriesFigure.Series("replicator equation", SeriesFigure.Style.LINE, theory),
            new SeriesFigure.Series("population of 200", SeriesFigure.Style.LINE, population),
            new SeriesFigure.Series("agents on the ledger", SeriesFigure.Style.MARKS, ledger)),
        List.of());
  }

  static BarFigure bars() {
    double[] first = {0.42, 0.21, 0.08, 0.02, -0.004};
    double[] total = {0.55, 0.33, 0.12, 0.05, 0.01};
    return new BarFigure(
        heading("sensitivity"),
        Axis.fitted("Sobol index of the share of honest patients"),
        List.of(
            "probability of detection",
            "penalty (points)",
            "reward (points)",
            "cost of an honest record (points)",
            "discount factor"),
        "bars: 95 % bootstrap intervals",
        List.of(
            new BarFigure.Group(
                "first order",
                DoubleStream.of(first)
                    .mapToObj(v -> new BarFigure.Bar(v, v - 0.03, v + 0.03))
                    .toList()),
            new BarFigure.Group(
                "total",
                DoubleStream.of(total)
                    .mapToObj(v -> new BarFigure.Bar(v, v - 0.02, v + 0.05))
                    .toList())));
  }
}
