package org.medchain.study.evolve;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.dynamics.BasinsOfAttraction;
import org.medchain.game.dynamics.BasinsOfAttraction.BasinOfAttraction;
import org.medchain.game.dynamics.Eigenvalue;
import org.medchain.game.dynamics.FlowArrow;
import org.medchain.game.dynamics.IntegrationSettings;
import org.medchain.game.dynamics.LinearStability;
import org.medchain.game.dynamics.PopulationFlow;
import org.medchain.game.dynamics.RestPoint;
import org.medchain.game.dynamics.RestPoints;
import org.medchain.game.dynamics.Trajectory;
import org.medchain.game.dynamics.Trajectory.TerminationReason;
import org.medchain.study.execution.StudyExecution;
import org.medchain.study.figure.FigureAxis;
import org.medchain.study.figure.FigureHeading;
import org.medchain.study.figure.GameFigure;
import org.medchain.study.figure.SeriesFigure;
import org.medchain.study.figure.SeriesFigure.DataSeries;
import org.medchain.study.file.StudyFile;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.ResultTable;
import org.medchain.study.output.StudyResults;
import org.medchain.study.output.StudyText;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Everything about one dynamic: rest points, trajectories, basins, field, and figures. */
record DynamicReport(
    StudyFile study,
    PopulationModel scene,
    DynamicSelection choice,
    int number,
    StudyExecution work,
    StudyResults findings) {
  private static final double LEVEL = 0.95;

  /** More states of a trajectory are not recorded. */
  private static final int MAX_SAMPLES = 10_000;

  /** More states of a field make files of no use. */
  private static final int STATES_MAX = 100_000;

  /** Refuses samples and grids that cannot be, before anything is computed. */
  static void check(PopulationModel scene, StudySection evolve) throws UserInputException {
    samples(evolve);
    int steps = evolve.integer("field");
    double size = steps == 0 ? 0 : FlowArrow.count(scene.populations(), steps);
    if (size > STATES_MAX) {
      throw evolve.refusal(
          "field",
          "%s is %s, which makes %s states"
              .formatted(evolve.keyName("field"), steps, NumberFormats.number(size)),
          "allowed: steps that make at most " + STATES_MAX);
    }
  }

  /** How many states are recorded after the start, at equal distances in time. */
  static int samples(StudySection evolve) throws UserInputException {
    if (!evolve.has("every")) {
      return evolve.integer("samples");
    }
    double count = evolve.number("time") / evolve.number("every");
    double whole = Math.rint(count);
    if (Math.abs(count - whole) > 1e-9 * count || whole < 1 || whole > MAX_SAMPLES) {
      throw evolve.wrong(
          "every",
          "is " + NumberFormats.number(evolve.number("every")),
          "allowed: a part of evolve.time, %s, that goes into it 1 to %s times without a rest"
              .formatted(NumberFormats.number(evolve.number("time")), MAX_SAMPLES));
    }
    return (int) whole;
  }

  private StudySection evolve() {
    return study.section("evolve");
  }

  void report(List<double[]> starts, ObjectNode json) throws UserInputException {
    PopulationFlow flow = scene.flow(choice.dynamic());
    findings.heading("Dynamic: " + choice.description());
    json.put("dynamic", choice.name());
    choice.parameters().forEach(json.putObject("parameters")::put);
    json.put("time_unit", choice.timeUnit());
    json.put("eigenvalue_unit", "1 / time unit");
    List<RestPoint> rests = List.of();
    if (evolve().bool("rest_points")) {
      work.begin("rest points");
      rests = restPoints(flow, json);
    }
    List<Trajectory> paths = trajectories(flow, starts, json);
    if (evolve().section("basins").integer("starts") > 0) {
      work.begin("basins");
      basins(flow, evolve().section("basins"), json.putObject("basins"));
    }
    if (!choice.timeUnit().equals(DynamicSelection.INVERSE_PAYOFF)) {
      findings.say("evolve.time-unit", choice.timeUnit());
    }
    field(flow, json);
    draw(new StatePlane(flow, rests, paths));
  }

  private List<RestPoint> restPoints(PopulationFlow flow, ObjectNode json) {
    RestPoints rests = RestPoints.of(flow);
    ArrayNode list = json.putArray("rest_points");
    ResultTable table = new ResultTable(scene.columns("rest point"));
    List.of("stability", "Nash", "eigenvalues").forEach(table::column);
    for (RestPoint each : rests.points()) {
      List<Eigenvalue> eigenvalues = new ArrayList<>(each.internal());
      eigenvalues.addAll(each.external());
      String stability = PopulationModel.label(each.stability());
      ResultTable.Row row =
          table
              .row(list)
              .json("state", each.state())
              .json("dimension", each.dimension())
              .json("stability", stability)
              .all(scene.cells(each.state()))
              .cell(stability + (each.dimension() > 0 ? ", middle of a continuum" : ""))
              .put("nash", each.nash())
              .json(
                  "eigenvalues",
                  eigenvalues.stream()
                      .map(value -> List.of(value.real(), value.imaginary()))
                      .toList())
              .cell(String.join(", ", eigenvalues.stream().map(DynamicReport::words).toList()));
      if (each.dimension() > 0) {
        row.json("corners", each.corners());
      }
    }
    json.put("complete", rests.complete());
    json.put("searched", rests.searchScope());
    findings.table(table);
    boolean centre =
        rests.points().stream().anyMatch(each -> each.stability() == LinearStability.CENTRE);
    findings.text(
        "Rest points searched: "
            + rests.searchScope()
            + (centre ? ". " + StudyText.of("evolve.centre") : "."));
    return rests.points();
  }

  private static String words(Eigenvalue each) {
    // Rounding errors of the derivative are not shown.
    double real = Math.abs(each.real()) < 1e-9 ? 0 : each.real();
    double imaginary = Math.abs(each.imaginary()) < 1e-9 ? 0 : each.imaginary();
    if (imaginary == 0) {
      return NumberFormats.number(real);
    }
    return (real == 0 ? "" : NumberFormats.number(real) + " ")
        + (imaginary > 0 ? "+" : "-")
        + NumberFormats.number(Math.abs(imaginary))
        + "i";
  }

  private List<Trajectory> trajectories(PopulationFlow flow, List<double[]> starts, ObjectNode json)
      throws UserInputException {
    IntegrationSettings horizon =
        IntegrationSettings.of(evolve().number("time"))
            .withoutStoppingAtRest()
            .withSamples(samples(evolve()));
    List<Trajectory> paths =
        work.map("trajectories", starts.size(), i -> flow.trajectory(starts.get(i), horizon));
    ArrayNode list = json.putArray("trajectories");
    ResultTable table = new ResultTable(scene.columns("from")).column("→");
    scene.columns("to").forEach(table::column);
    table.column("at time");
    for (Trajectory path : paths) {
      boolean whole = path.termination() != TerminationReason.TOO_MANY_STEPS;
      table
          .row(list)
          .json("end", path.last())
          .json("whole", whole)
          .json("times", path.times())
          .json("states", path.states())
          .all(scene.cells(path.states().getFirst()))
          .cell("→")
          .all(scene.cells(path.last()))
          .cell(NumberFormats.number(path.times().getLast()) + (whole ? "" : " (too many steps)"));
    }
    findings.table(table);
    return paths;
  }

  /** From which share of starts each rest point is reached. */
  private void basins(PopulationFlow flow, StudySection wanted, ObjectNode json) {
    IntegrationSettings horizon = BasinsOfAttraction.longHorizon().withTime(wanted.number("time"));
    BasinsOfAttraction basins =
        BasinsOfAttraction.fromRandomStarts(
            flow, horizon, wanted.integer("starts"), study.seed(), LEVEL, work.threads());
    ArrayNode list = json.putArray("reached");
    ResultTable table =
        new ResultTable(scene.columns("reached")).column(StudyText.of("basins.column"));
    for (BasinOfAttraction each : basins.basins()) {
      table
          .row(list)
          .json("state", each.attractor())
          .all(scene.cells(each.attractor()))
          .put("share", each.share());
    }
    json.put("unresolved", basins.unresolved());
    json.put("starts", basins.starts());
    json.put("searched", basins.searchScope());
    findings.table(table);
    String left =
        StudyText.of(
            "basins.unresolved", basins.unresolved(), basins.starts(), wanted.number("time"));
    findings.text(
        (basins.unresolved() == 0 ? "" : left + " ") + "Basins: " + basins.searchScope() + ".");
  }

  /**
   * Where the dynamic moves from each state of a grid, as numbers: in the JSON and in a table
   * beside it (GAME-26).
   */
  private void field(PopulationFlow flow, ObjectNode json) {
    int steps = evolve().integer("field");
    if (steps == 0) {
      return;
    }
    List<FlowArrow> field = FlowArrow.field(flow, steps);
    ObjectNode node = json.putObject("field");
    node.put("steps", steps);
    ResultJson.put(node, "strategies", scene.names());
    ResultJson.put(node, "states", field.stream().map(FlowArrow::state).toList());
    ResultJson.put(node, "velocities", field.stream().map(FlowArrow::velocity).toList());
    ResultTable table = new ResultTable(List.of());
    scene.names().forEach(name -> table.column("share of " + name));
    scene.names().forEach(name -> table.column("velocity of " + name));
    for (FlowArrow arrow : field) {
      table.row().exact(arrow.state()).exact(arrow.velocity());
    }
    findings.attach("field-" + (number + 1) + "-" + choice.name() + ".csv", table.csv());
  }

  /** As many dimensions as the game has; and the first trajectory over time. */
  private void draw(StatePlane plane) {
    List<String> names = scene.names();
    List<String> first = scene.populations().strategies().getFirst();
    String sizes = scene.populations().strategies().stream().map(List::size).toList().toString();
    switch (sizes) {
      case "[2]" ->
          findings.figure(plane.gradient(heading("gradient", first.getFirst()), first.getFirst()));
      case "[3]" -> findings.figure(plane.simplex(heading("simplex"), first));
      case "[2, 2]" -> findings.figure(plane.square(heading("phase"), names.get(0), names.get(2)));
      default -> {}
    }
    if (names.size() <= SeriesFigure.MAX_SERIES && !plane.paths().isEmpty()) {
      findings.figure(overTime(plane.paths().getFirst()));
    }
  }

  private FigureHeading heading(String what, Object... values) {
    FigureHeading texts =
        StudyResults.figureHeading(what, values)
            .as(what + "-" + (number + 1) + "-" + choice.name(), ": " + choice.description());
    return new FigureHeading(texts.id(), texts.title(), study.title() + ". " + texts.caption());
  }

  private GameFigure overTime(Trajectory path) {
    List<DataSeries> series = new ArrayList<>();
    List<Integer> samples = IntStream.range(0, path.times().size()).boxed().toList();
    for (String name : scene.names()) {
      int place = series.size();
      series.add(
          DataSeries.line(
              name, samples, at -> path.times().get(at), at -> path.states().get(at)[place]));
    }
    return SeriesFigure.of(
        heading("shares", scene.describe(path.states().getFirst())),
        FigureAxis.linear("time (" + choice.timeUnit() + ")"),
        FigureAxis.share("share"),
        "",
        series);
  }
}
