package org.medchain.study.evolve;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.medchain.game.dynamics.Flow;
import org.medchain.game.dynamics.Portrait;
import org.medchain.game.dynamics.RestPoint;
import org.medchain.game.dynamics.RestPoints;
import org.medchain.game.dynamics.Trajectory;
import org.medchain.study.figure.Axis;
import org.medchain.study.figure.GradientFigure;
import org.medchain.study.figure.Heading;
import org.medchain.study.figure.Mix;
import org.medchain.study.figure.PhaseFigure;
import org.medchain.study.figure.Place;
import org.medchain.study.figure.SeriesFigure;
import org.medchain.study.figure.SimplexFigure;
import org.medchain.study.file.StudyFile;
import org.medchain.study.output.Findings;

/**
 * The figures of one dynamic, as many dimensions as the game has: gradient of selection, flow on
 * the simplex, phase portrait; and the first trajectory over time.
 */
record FlowFigures(
    StudyFile study,
    Scene scene,
    DynamicChoice choice,
    int number,
    String table,
    Findings findings) {
  private static final int LINES_MAX = 8;
  private static final int ARROWS = 15;
  private static final int SHADES = 60;
  private static final int CURVE = 200;

  void draw(Flow flow, List<RestPoints> rests, List<Trajectory> paths) {
    List<RestPoint> points = rests.stream().flatMap(each -> each.points().stream()).toList();
    int[] sizes = scene.sizes();
    if (sizes.length == 1 && sizes[0] == 2) {
      findings.figure(gradient(flow, points));
    } else if (sizes.length == 1 && sizes[0] == 3) {
      findings.figure(simplex(flow, points, paths));
    } else if (sizes.length == 2 && sizes[0] == 2 && sizes[1] == 2) {
      findings.figure(square(flow, points, paths));
    }
    if (scene.populations().size() <= LINES_MAX && !paths.isEmpty()) {
      findings.figure(overTime(paths.get(0)));
    }
  }

  private Heading heading(String what, String title, String caption) {
    String id = what + "-" + (number + 1) + "-" + choice.name();
    String numbers = what.equals("shares") ? "" : " Numbers: " + table + ".";
    return new Heading(id, title + ": " + choice.words(), study.title() + ". " + caption + numbers);
  }

  private GradientFigure gradient(Flow flow, List<RestPoint> points) {
    List<Place> curve = new ArrayList<>();
    for (Portrait.Arrow arrow : Portrait.gradient(flow, CURVE).arrows()) {
      curve.add(new Place(arrow.at()[0], arrow.velocity()[0]));
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
        Axis.share("share of '" + name + "'"),
        Axis.fitted("its change per unit of time"),
        curve,
        points.stream()
            .filter(each -> each.dimension() == 0)
            .map(
                each ->
                    new GradientFigure.Rest(each.state()[0], Stabilities.drawn(each.stability())))
            .toList());
  }

  private SimplexFigure simplex(Flow flow, List<RestPoint> points, List<Trajectory> paths) {
    List<SimplexFigure.Rest> isolated = new ArrayList<>();
    List<SimplexFigure.Continuum> continua = new ArrayList<>();
    for (RestPoint each : points) {
      if (each.dimension() == 0) {
        isolated.add(
            new SimplexFigure.Rest(Mix.of(each.state()), Stabilities.drawn(each.stability()), ""));
      } else {
        continua.add(
            new SimplexFigure.Continuum(
                each.corners().stream().map(Mix::of).toList(),
                Stabilities.drawn(each.stability())));
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
            paths.stream().map(path -> path.states().stream().map(Mix::of).toList()).toList(),
            isolated,
            continua);
  }

  private PhaseFigure square(Flow flow, List<RestPoint> points, List<Trajectory> paths) {
    List<String> names = scene.names(study);
    List<PhaseFigure.Flow> arrows = new ArrayList<>();
    for (Portrait.Arrow arrow : Portrait.square(flow, ARROWS).arrows()) {
      arrows.add(
          new PhaseFigure.Flow(
              new Place(arrow.at()[0], arrow.at()[1]), arrow.velocity()[0], arrow.velocity()[1]));
    }
    return new PhaseFigure(
        heading(
            "phase",
            "Phase portrait",
            "Each point is a pair of populations, one for each player; lines are trajectories."),
        Axis.share("share of '" + names.get(0) + "'"),
        Axis.share("share of '" + names.get(2) + "'"),
        arrows,
        "speed",
        paths.stream()
            .map(path -> path.states().stream().map(at -> new Place(at[0], at[2])).toList())
            .toList(),
        points.stream()
            .filter(each -> each.dimension() == 0)
            .map(
                each ->
                    new PhaseFigure.Rest(
                        new Place(each.state()[0], each.state()[2]),
                        Stabilities.drawn(each.stability()),
                        ""))
            .toList(),
        List.of());
  }

  private SeriesFigure overTime(Trajectory path) {
    List<String> names = scene.names(study);
    List<SeriesFigure.Series> series = new ArrayList<>();
    for (int place = 0; place < names.size(); place++) {
      List<SeriesFigure.Estimate> points = new ArrayList<>();
      for (int at = 0; at < path.times().size(); at++) {
        points.add(SeriesFigure.Estimate.exact(path.times().get(at), path.states().get(at)[place]));
      }
      series.add(new SeriesFigure.Series(names.get(place), SeriesFigure.Style.LINE, points));
    }
    return new SeriesFigure(
        heading("shares", "Shares over time", "From " + scene.words(path.states().get(0)) + "."),
        Axis.fitted("time (" + choice.timeUnit() + ")"),
        Axis.share("share"),
        "",
        series,
        List.of());
  }
}
