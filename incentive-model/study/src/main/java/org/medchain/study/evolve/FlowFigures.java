package org.medchain.study.evolve;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.medchain.game.dynamics.PhasePortrait;
import org.medchain.game.dynamics.PopulationFlow;
import org.medchain.game.dynamics.RestPoint;
import org.medchain.game.dynamics.RestPoints;
import org.medchain.game.dynamics.Trajectory;
import org.medchain.study.figure.FigureAxis;
import org.medchain.study.figure.FigureHeading;
import org.medchain.study.figure.GradientFigure;
import org.medchain.study.figure.PhaseFigure;
import org.medchain.study.figure.PlanePoint;
import org.medchain.study.figure.SeriesFigure;
import org.medchain.study.figure.SimplexFigure;
import org.medchain.study.figure.SimplexPoint;
import org.medchain.study.file.StudyFile;
import org.medchain.study.output.StudyResults;

/**
 * The figures of one dynamic, as many dimensions as the game has: gradient of selection, flow on
 * the simplex, phase portrait; and the first trajectory over time.
 */
record FlowFigures(
    StudyFile study,
    PopulationModel scene,
    DynamicSelection choice,
    int number,
    String table,
    StudyResults findings) {
  private static final int LINES_MAX = 8;
  private static final int ARROWS = 15;
  private static final int SHADES = 60;
  private static final int CURVE = 200;

  void draw(PopulationFlow flow, List<RestPoints> rests, List<Trajectory> paths) {
    List<RestPoint> points = rests.stream().flatMap(each -> each.points().stream()).toList();
    int[] sizes = scene.sizes();
    if (sizes.length == 1 && sizes[0] == 2) {
      findings.figure(gradient(flow, points));
    } else if (sizes.length == 1 && sizes[0] == 3) {
      findings.figure(simplex(flow, points, paths));
    } else if (sizes.length == 2 && sizes[0] == 2 && sizes[1] == 2) {
      findings.figure(square(flow, points, paths));
    }
    if (scene.populations().stateSize() <= LINES_MAX && !paths.isEmpty()) {
      findings.figure(overTime(paths.get(0)));
    }
  }

  private FigureHeading heading(String what, String title, String caption) {
    String id = what + "-" + (number + 1) + "-" + choice.name();
    String numbers = what.equals("shares") ? "" : " Numbers: " + table + ".";
    return new FigureHeading(
        id, title + ": " + choice.description(), study.title() + ". " + caption + numbers);
  }

  private GradientFigure gradient(PopulationFlow flow, List<RestPoint> points) {
    List<PlanePoint> curve = new ArrayList<>();
    for (PhasePortrait.FlowArrow arrow : PhasePortrait.selectionGradient(flow, CURVE).arrows()) {
      curve.add(new PlanePoint(arrow.state()[0], arrow.velocity()[0]));
    }
    // The portrait begins with the whole population.
    Collections.reverse(curve);
    String name = scene.populations().strategies().get(0).get(0);
    return new GradientFigure(
        heading(
            "gradient",
            "Gradient of selection",
            "Where the curve is above 0 the share of '"
                + name
                + "' grows; circles are rest"
                + " points."),
        FigureAxis.share("share of '" + name + "'"),
        FigureAxis.linear("its change per unit of time"),
        curve,
        points.stream()
            .filter(each -> each.dimension() == 0)
            .map(
                each ->
                    new GradientFigure.GradientRestPoint(
                        each.state()[0], StabilityLabels.figureStability(each.stability())))
            .toList());
  }

  private SimplexFigure simplex(
      PopulationFlow flow, List<RestPoint> points, List<Trajectory> paths) {
    List<SimplexFigure.SimplexRestPoint> isolated = new ArrayList<>();
    List<SimplexFigure.RestPointContinuum> continua = new ArrayList<>();
    for (RestPoint each : points) {
      if (each.dimension() == 0) {
        isolated.add(
            new SimplexFigure.SimplexRestPoint(
                SimplexPoint.of(each.state()),
                StabilityLabels.figureStability(each.stability()),
                ""));
      } else {
        continua.add(
            new SimplexFigure.RestPointContinuum(
                each.corners().stream().map(SimplexPoint::of).toList(),
                StabilityLabels.figureStability(each.stability())));
      }
    }
    return SimplexFigure.of(
            heading(
                "simplex",
                "Flow",
                "Arrows show where the population moves from each mixture, shades how fast; lines"
                    + " are trajectories."),
            scene.populations().strategies().get(0),
            flow::velocity,
            ARROWS,
            SHADES)
        .with(
            paths.stream()
                .map(path -> path.states().stream().map(SimplexPoint::of).toList())
                .toList(),
            isolated,
            continua);
  }

  private PhaseFigure square(PopulationFlow flow, List<RestPoint> points, List<Trajectory> paths) {
    List<String> names = scene.names(study);
    List<PhaseFigure.PhaseVelocity> arrows = new ArrayList<>();
    for (PhasePortrait.FlowArrow arrow : PhasePortrait.onSquare(flow, ARROWS).arrows()) {
      arrows.add(
          new PhaseFigure.PhaseVelocity(
              new PlanePoint(arrow.state()[0], arrow.state()[1]),
              arrow.velocity()[0],
              arrow.velocity()[1]));
    }
    return new PhaseFigure(
        heading(
            "phase",
            "Phase portrait",
            "Each point is a pair of populations, one for each player; lines are trajectories."),
        FigureAxis.share("share of '" + names.get(0) + "'"),
        FigureAxis.share("share of '" + names.get(2) + "'"),
        arrows,
        "speed",
        paths.stream()
            .map(path -> path.states().stream().map(at -> new PlanePoint(at[0], at[2])).toList())
            .toList(),
        points.stream()
            .filter(each -> each.dimension() == 0)
            .map(
                each ->
                    new PhaseFigure.PhaseRestPoint(
                        new PlanePoint(each.state()[0], each.state()[2]),
                        StabilityLabels.figureStability(each.stability()),
                        ""))
            .toList(),
        List.of());
  }

  private SeriesFigure overTime(Trajectory path) {
    List<String> names = scene.names(study);
    List<SeriesFigure.DataSeries> series = new ArrayList<>();
    for (int place = 0; place < names.size(); place++) {
      List<SeriesFigure.SeriesPoint> points = new ArrayList<>();
      for (int at = 0; at < path.times().size(); at++) {
        points.add(
            SeriesFigure.SeriesPoint.exact(path.times().get(at), path.states().get(at)[place]));
      }
      series.add(
          new SeriesFigure.DataSeries(names.get(place), SeriesFigure.SeriesStyle.LINE, points));
    }
    return new SeriesFigure(
        heading("shares", "Shares over time", "From " + scene.describe(path.states().get(0)) + "."),
        FigureAxis.linear("time (" + choice.timeUnit() + ")"),
        FigureAxis.share("share"),
        "",
        series,
        List.of());
  }
}
