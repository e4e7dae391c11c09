package org.medchain.study.evolve;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.medchain.game.dynamics.FlowArrow;
import org.medchain.game.dynamics.LinearStability;
import org.medchain.game.dynamics.PopulationFlow;
import org.medchain.game.dynamics.RestPoint;
import org.medchain.game.dynamics.Trajectory;
import org.medchain.study.figure.FigureAxis;
import org.medchain.study.figure.FigureHeading;
import org.medchain.study.figure.GameFigure;
import org.medchain.study.figure.SeriesFigure;
import org.medchain.study.figure.SeriesFigure.DataSeries;
import org.medchain.study.figure.SeriesFigure.SeriesLook;

/** Rest points, trajectories and flow of a dynamic, drawn in a plane of its states. */
record StatePlane(PopulationFlow flow, List<RestPoint> rests, List<Trajectory> paths) {
  private static final int STEPS = 15;
  private static final int STEPS_ON_A_LINE = 200;

  /** How a rest point looks: in words that a legend has room for. */
  static String kind(LinearStability stability) {
    return switch (stability) {
      case STABLE_NODE, STABLE_FOCUS -> "stable";
      case UNSTABLE_NODE, UNSTABLE_FOCUS -> "unstable";
      case SADDLE -> "saddle";
      case CENTRE -> "centre";
      case MARGINAL, NOT_DIFFERENTIABLE -> "neutral or undecided";
    };
  }

  /** The growth of the first of two strategies, over its share. */
  GameFigure gradient(FigureHeading heading, String strategy) {
    List<DataSeries> series = new ArrayList<>(restPoints(at -> new Point2D.Double(at[0], 0)));
    series.add(
        DataSeries.places(
            "change",
            SeriesLook.LINE,
            FlowArrow.field(flow, STEPS_ON_A_LINE).reversed().stream()
                .map(each -> new Point2D.Double(each.state()[0], each.velocity()[0]))
                .toList()));
    return SeriesFigure.of(
        heading, share(strategy), FigureAxis.linear("its change per unit of time"), "", series);
  }

  /** Three strategies in a triangle: the first left, the second right, the third above. */
  GameFigure simplex(FigureHeading heading, List<String> strategies) {
    List<Point2D.Double> edges =
        List.of(new Point2D.Double(), new Point2D.Double(1, 0), corner(), new Point2D.Double());
    return plane(
        heading,
        room("'%s' left, '%s' right, '%s' above".formatted(strategies.toArray())),
        room(""),
        at -> new Point2D.Double(at[1] + at[2] * corner().x, at[2] * corner().y),
        edges);
  }

  private static Point2D.Double corner() {
    return new Point2D.Double(0.5, Math.sqrt(0.75));
  }

  /** Two populations of two strategies each, by the shares of their first ones. */
  GameFigure square(FigureHeading heading, String first, String second) {
    return plane(
        heading, share(first), share(second), at -> new Point2D.Double(at[0], at[2]), List.of());
  }

  private static FigureAxis share(String strategy) {
    return room("share of '" + strategy + "'");
  }

  /** From 0 to 1, with room for marks at the ends. */
  private static FigureAxis room(String label) {
    return FigureAxis.between(label, -0.05, 1.05);
  }

  private GameFigure plane(
      FigureHeading heading,
      FigureAxis x,
      FigureAxis y,
      Function<double[], Point2D.Double> place,
      List<Point2D.Double> edges) {
    List<DataSeries> series = new ArrayList<>(restPoints(place));
    List<Point2D.Double> continua =
        DataSeries.separated(
            rests.stream()
                .filter(each -> each.dimension() > 0)
                .map(each -> each.corners().stream().map(place).toList()));
    if (!continua.isEmpty()) {
      series.add(DataSeries.places("line of rest points", SeriesLook.PATHS, continua));
    }
    List<Point2D.Double> followed =
        DataSeries.separated(
            paths.stream().map(each -> each.states().stream().map(place).toList()));
    if (!followed.isEmpty()) {
      series.add(DataSeries.places("trajectory from its dot on", SeriesLook.PATHS, followed));
    }
    List<Point2D.Double> arrows = new ArrayList<>(edges);
    arrows.addAll(arrows(place));
    series.add(DataSeries.places("flow from its dot on", SeriesLook.PATHS, arrows));
    return SeriesFigure.of(heading, x, y, "", series);
  }

  /** A short line from each state of a grid, as long as the population is fast there. */
  private List<Point2D.Double> arrows(Function<double[], Point2D.Double> place) {
    List<FlowArrow> field = FlowArrow.field(flow, STEPS);
    double fastest =
        field.stream()
            .mapToDouble(each -> place.apply(each.velocity()).distance(0, 0))
            .max()
            .orElse(0);
    double scale = fastest > 0 ? 0.9 / STEPS / fastest : 0;
    return DataSeries.separated(
        field.stream()
            .map(
                each -> {
                  Point2D.Double from = place.apply(each.state());
                  Point2D.Double step = place.apply(each.velocity());
                  return List.of(
                      from, new Point2D.Double(from.x + scale * step.x, from.y + scale * step.y));
                }));
  }

  private List<DataSeries> restPoints(Function<double[], Point2D.Double> place) {
    Map<String, List<Point2D.Double>> byKind = new TreeMap<>();
    for (RestPoint each : rests) {
      if (each.dimension() == 0) {
        byKind
            .computeIfAbsent(kind(each.stability()), kind -> new ArrayList<>())
            .add(place.apply(each.state()));
      }
    }
    return byKind.entrySet().stream()
        .map(each -> DataSeries.places(each.getKey(), SeriesLook.MARKS, each.getValue()))
        .toList();
  }
}
