package org.medchain.study.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A figure of each kind with data as a study has them; synthetic. */
public final class SampleFigures {
  private static final List<String> STRATEGIES =
      List.of("share honestly", "share junk", "free ride");

  private SampleFigures() {}

  public static List<GameFigure> all() {
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

  public static FigureHeading heading(String id) {
    return new FigureHeading(id, "Title of " + id, "What " + id + " shows, from synthetic data.");
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

  private static List<SimplexPoint> trajectory(double loss, double... start) {
    List<SimplexPoint> points = new ArrayList<>();
    double[] x = start.clone();
    for (int t = 0; t < 1800; t++) {
      if (t % 6 == 0) {
        points.add(SimplexPoint.of(x));
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
                new SimplexFigure.SimplexRestPoint(
                    new SimplexPoint(1, 0, 0), StabilityClass.SADDLE, ""),
                new SimplexFigure.SimplexRestPoint(
                    new SimplexPoint(0, 1, 0), StabilityClass.SADDLE, ""),
                new SimplexFigure.SimplexRestPoint(
                    new SimplexPoint(0, 0, 1), StabilityClass.UNSTABLE, ""),
                new SimplexFigure.SimplexRestPoint(
                    new SimplexPoint(third, third, 1 - 2 * third), StabilityClass.STABLE, "Q")),
            List.of());
  }

  static SimplexFigure shaded() {
    return SimplexFigure.of(heading("simplex-shaded"), STRATEGIES, x -> cycle(x, 1), 12, 48)
        .with(
            List.of(trajectory(1, 0.5, 0.3, 0.2), trajectory(1, 0.8, 0.1, 0.1)),
            List.of(
                new SimplexFigure.SimplexRestPoint(
                    new SimplexPoint(1.0 / 3, 1.0 / 3, 1.0 / 3), StabilityClass.CENTRE, "P"),
                new SimplexFigure.SimplexRestPoint(
                    new SimplexPoint(1, 0, 0), StabilityClass.NEUTRAL, "")),
            List.of(
                new SimplexFigure.RestPointContinuum(
                    List.of(new SimplexPoint(0, 1, 0), new SimplexPoint(0, 0.4, 0.6)),
                    StabilityClass.STABLE),
                new SimplexFigure.RestPointContinuum(
                    List.of(new SimplexPoint(0, 0.4, 0.6), new SimplexPoint(0, 0, 1)),
                    StabilityClass.UNSTABLE)));
  }

  public static GradientFigure gradient() {
    List<PlanePoint> curve =
        IntStream.rangeClosed(0, 200)
            .mapToObj(i -> i / 200.0)
            .map(x -> new PlanePoint(x, x * (1 - x) * (x - 0.35)))
            .toList();
    return new GradientFigure(
        heading("gradient"),
        FigureAxis.share("share of honest patients"),
        FigureAxis.linear("change of the share per unit of time"),
        curve,
        List.of(
            new GradientFigure.GradientRestPoint(0, StabilityClass.STABLE),
            new GradientFigure.GradientRestPoint(0.35, StabilityClass.UNSTABLE),
            new GradientFigure.GradientRestPoint(1, StabilityClass.STABLE)));
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
    FigureAxis x = FigureAxis.linear("honest patients of " + (several ? 200 : 40));
    return several
        ? new CountDensityFigure(
            heading("counts-log"),
            x,
            new FigureAxis("stationary probability", 1e-8, 0.1, true),
            List.of(
                new CountDensityFigure.CountDensity("mutation 0.001", masses(200, 180, 9)),
                new CountDensityFigure.CountDensity("mutation 0.01", masses(200, 150, 20)),
                new CountDensityFigure.CountDensity("mutation 0.1", masses(200, 100, 40))))
        : new CountDensityFigure(
            heading("counts"),
            x,
            FigureAxis.linear("stationary probability"),
            List.of(new CountDensityFigure.CountDensity("mutation 0.01", masses(40, 30, 5))));
  }

  public static SimplexDensityFigure density(int size, boolean logarithmic) {
    List<SimplexPoint> states = new SimplexGrid(size).points();
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
            ? FigureAxis.logarithmic("stationary probability")
            : FigureAxis.linear("stationary probability"),
        DoubleStream.of(raw).mapToObj(m -> m / sum).toList());
  }

  static PhaseFigure phase() {
    List<PhaseFigure.PhaseVelocity> flow = new ArrayList<>();
    for (int i = 0; i <= 12; i++) {
      for (int j = 0; j <= 12; j++) {
        double x = i / 12.0;
        double y = j / 12.0;
        flow.add(
            new PhaseFigure.PhaseVelocity(
                new PlanePoint(x, y), x * (1 - x) * (y - 0.4), y * (1 - y) * (x - 0.6)));
      }
    }
    List<PlanePoint> path = new ArrayList<>();
    double x = 0.25;
    double y = 0.72;
    for (int t = 0; t < 3000; t++) {
      path.add(new PlanePoint(x, y));
      double dx = x * (1 - x) * (y - 0.4);
      y += 0.01 * y * (1 - y) * (x - 0.6);
      x += 0.01 * dx;
    }
    return new PhaseFigure(
        heading("phase"),
        FigureAxis.share("share of honest patients"),
        FigureAxis.share("share of verifiers that check"),
        flow,
        "speed (per unit of time)",
        List.of(path),
        List.of(
            new PhaseFigure.PhaseRestPoint(new PlanePoint(0, 0), StabilityClass.STABLE, ""),
            new PhaseFigure.PhaseRestPoint(
                new PlanePoint(1, 1), StabilityClass.STABLE, "all honest"),
            new PhaseFigure.PhaseRestPoint(new PlanePoint(1, 0), StabilityClass.UNSTABLE, ""),
            new PhaseFigure.PhaseRestPoint(new PlanePoint(0, 1), StabilityClass.UNSTABLE, ""),
            new PhaseFigure.PhaseRestPoint(new PlanePoint(0.6, 0.4), StabilityClass.SADDLE, "M")),
        List.of(
            new BoundaryCurve(
                "x",
                "patients' share at rest",
                List.of(new PlanePoint(0, 0.4), new PlanePoint(1, 0.4))),
            new BoundaryCurve(
                "y",
                "verifiers' share at rest",
                List.of(new PlanePoint(0.6, 0), new PlanePoint(0.6, 1)))));
  }

  static BifurcationFigure bifurcation() {
    List<PlanePoint> interior =
        IntStream.rangeClosed(0, 60)
            .mapToObj(i -> new PlanePoint(4 + i / 10.0, 4 / (4 + i / 10.0)))
            .toList();
    List<PlanePoint> single =
        IntStream.rangeClosed(0, 8).mapToObj(i -> new PlanePoint(1 + i, 0.5 - 0.03 * i)).toList();
    return new BifurcationFigure(
        heading("bifurcation"),
        FigureAxis.between("penalty (points)", 0, 10),
        FigureAxis.share("share of honest patients"),
        List.of(
            new BifurcationFigure.BranchLine(
                StabilityClass.STABLE, false, List.of(new PlanePoint(0, 0), new PlanePoint(10, 0))),
            new BifurcationFigure.BranchLine(
                StabilityClass.UNSTABLE,
                false,
                List.of(new PlanePoint(0, 1), new PlanePoint(4, 1))),
            new BifurcationFigure.BranchLine(
                StabilityClass.STABLE, false, List.of(new PlanePoint(4, 1), new PlanePoint(10, 1))),
            new BifurcationFigure.BranchLine(StabilityClass.UNSTABLE, false, interior),
            new BifurcationFigure.BranchLine(
                StabilityClass.SADDLE,
                false,
                List.of(new PlanePoint(0, 0.7), new PlanePoint(10, 0.55))),
            new BifurcationFigure.BranchLine(StabilityClass.SADDLE, true, single),
            new BifurcationFigure.BranchLine(
                StabilityClass.CENTRE,
                true,
                List.of(new PlanePoint(2, 0.25), new PlanePoint(3, 0.22)))),
        List.of(new ThresholdLine("P* = 4", 4), new ThresholdLine("P** = 9.6", 9.6)));
  }

  public static RegionFigure regions() {
    List<Double> xs = IntStream.rangeClosed(0, 40).mapToObj(i -> i / 40.0).toList();
    List<Double> ys = IntStream.rangeClosed(0, 30).mapToObj(i -> i / 3.0).toList();
    List<List<Integer>> cells =
        ys.stream().map(y -> xs.stream().map(x -> kind(x, y)).toList()).toList();
    List<PlanePoint> border =
        IntStream.rangeClosed(5, 100).mapToObj(i -> new PlanePoint(i / 100.0, 100.0 / i)).toList();
    List<PlanePoint> second =
        IntStream.rangeClosed(5, 100).mapToObj(i -> new PlanePoint(i / 100.0, 250.0 / i)).toList();
    return new RegionFigure(
        heading("regions"),
        FigureAxis.share("probability that a record is verified"),
        FigureAxis.between("penalty (points)", 0, 10),
        xs,
        ys,
        List.of(
            new RegionFigure.RegionCategory("honest sharing is no equilibrium", "–"),
            new RegionFigure.RegionCategory("an equilibrium", "E"),
            new RegionFigure.RegionCategory("the only equilibrium", "O"),
            new RegionFigure.RegionCategory("reached from over 90 % of starts", "R")),
        cells,
        List.of(
            new BoundaryCurve("T2", "T2: penalty × detection = gain", border),
            new BoundaryCurve("T3", "T3: strict dominance", second)));
  }

  private static int kind(double x, double y) {
    return x * y < 1 ? 0 : x * y < 2.5 ? 1 : x < 0.6 ? 2 : 3;
  }

  static HeatMapFigure heat() {
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
    return new HeatMapFigure(
        heading("heat"),
        FigureAxis.logarithmic("price of a query (points)"),
        FigureAxis.share("share of honest patients"),
        FigureAxis.linear("balance of the pool (points per round)"),
        xs,
        ys,
        values,
        List.of(
            new BoundaryCurve(
                "T9",
                "T9: balance 0",
                IntStream.rangeClosed(5, 20)
                    .mapToObj(i -> new PlanePoint(Math.pow(10, i / 10.0), 5.0 / i))
                    .toList())));
  }

  static SeriesFigure balance() {
    List<SeriesFigure.SeriesPoint> paper = new ArrayList<>();
    List<SeriesFigure.SeriesPoint> repaired = new ArrayList<>();
    for (int t = 0; t <= 100; t += 2) {
      double spread = 40 + 6.0 * t;
      paper.add(
          new SeriesFigure.SeriesPoint(
              t, 900 - 28.0 * t, 900 - 28.0 * t - spread, 900 - 28.0 * t + spread));
      double value = t == 60 ? Double.NaN : 900 + 200 * Math.sin(t / 9.0);
      repaired.add(new SeriesFigure.SeriesPoint(t, value, value - 90, value + 90));
    }
    return new SeriesFigure(
        heading("balance"),
        FigureAxis.linear("round"),
        FigureAxis.linear("balance of the pool (points)"),
        "bands: 95 % of 50 replicates",
        List.of(
            new SeriesFigure.DataSeries("paper's rules", SeriesFigure.SeriesStyle.LINE, paper),
            new SeriesFigure.DataSeries("with bonds", SeriesFigure.SeriesStyle.LINE, repaired)),
        List.of(new ThresholdLine("run on cash", 33)));
  }

  static SeriesFigure series() {
    List<SeriesFigure.SeriesPoint> theory = new ArrayList<>();
    List<SeriesFigure.SeriesPoint> population = new ArrayList<>();
    List<SeriesFigure.SeriesPoint> ledger = new ArrayList<>();
    for (int t = 0; t <= 60; t++) {
      double share = 1 / (1 + 9 * Math.exp(-t / 8.0));
      theory.add(SeriesFigure.SeriesPoint.exact(t, share));
      population.add(
          new SeriesFigure.SeriesPoint(t, share * 0.97, share * 0.9, Math.min(1, share * 1.04)));
      if (t % 6 == 3) {
        ledger.add(new SeriesFigure.SeriesPoint(t, share * 0.93, share * 0.85, share * 1.01));
      }
    }
    return new SeriesFigure(
        heading("theory-population-ledger"),
        FigureAxis.linear("time (generations)"),
        FigureAxis.share("share of honest patients"),
        "95 % intervals",
        List.of(
            new SeriesFigure.DataSeries(
                "replicator equation", SeriesFigure.SeriesStyle.LINE, theory),
            new SeriesFigure.DataSeries(
                "population of 200", SeriesFigure.SeriesStyle.LINE, population),
            new SeriesFigure.DataSeries(
                "agents on the ledger", SeriesFigure.SeriesStyle.MARKS, ledger)),
        List.of());
  }

  static BarFigure bars() {
    double[] first = {0.42, 0.21, 0.08, 0.02, -0.004};
    double[] total = {0.55, 0.33, 0.12, 0.05, 0.01};
    return new BarFigure(
        heading("sensitivity"),
        FigureAxis.linear("Sobol index of the share of honest patients"),
        List.of(
            "probability of detection",
            "penalty (points)",
            "reward (points)",
            "cost of an honest record (points)",
            "discount factor"),
        "bars: 95 % bootstrap intervals",
        List.of(
            new BarFigure.BarGroup(
                "first order",
                DoubleStream.of(first)
                    .mapToObj(v -> new BarFigure.IntervalBar(v, v - 0.03, v + 0.03))
                    .toList()),
            new BarFigure.BarGroup(
                "total",
                DoubleStream.of(total)
                    .mapToObj(v -> new BarFigure.IntervalBar(v, v - 0.02, v + 0.05))
                    .toList())));
  }
}
