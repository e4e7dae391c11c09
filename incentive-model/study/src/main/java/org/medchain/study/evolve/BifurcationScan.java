package org.medchain.study.evolve;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.medchain.credit.Parameter;
import org.medchain.credit.analysis.ParameterAxis;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.dynamics.BifurcationBranch;
import org.medchain.game.dynamics.BifurcationBranch.BranchPoint;
import org.medchain.game.dynamics.PopulationFlow;
import org.medchain.game.dynamics.Populations;
import org.medchain.study.execution.StudyExecution;
import org.medchain.study.figure.FigureAxis;
import org.medchain.study.figure.SeriesFigure;
import org.medchain.study.figure.SeriesFigure.DataSeries;
import org.medchain.study.figure.SeriesFigure.SeriesLook;
import org.medchain.study.file.StudyFile;
import org.medchain.study.file.StudyGame.CreditStudyGame;
import org.medchain.study.file.StudyGame.GroupStudyGame;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.ResultTable;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Rest points along a parameter of the dynamics or of the game: a bifurcation diagram. */
record BifurcationScan(
    StudyFile study, PopulationModel scene, StudySection wanted, StudyResults findings) {
  private static final Pattern PAYOFF =
      Pattern.compile("payoffs\\[([0-9]{1,3})\\]\\[([0-9]{1,3})\\]");
  private static final List<String> OF_DYNAMICS = List.of("mutation", "noise", "background");

  private String parameter() {
    return wanted.text("parameter");
  }

  /** Refuses what cannot be scanned, before anything is computed. */
  void check(List<DynamicSelection> dynamics) throws UserInputException {
    if (!(wanted.number("from") < wanted.number("to"))) {
      throw wanted.refusal("to", "evolve.scan.to is not above from", "allowed: from < to");
    }
    place();
    values();
    boolean none = true;
    for (DynamicSelection choice : dynamics) {
      none &= flows(choice).isEmpty();
    }
    if (none) {
      throw wanted.refusal(
          "parameter",
          "evolve.scan.parameter is "
              + StudySection.quoted(parameter())
              + ", which no dynamic of the study has",
          "allowed: a parameter of a dynamic in evolve.dynamics, a payoff of a symmetric game such"
              + " as payoffs[0][1], or a parameter of a credit game");
    }
  }

  void report(List<DynamicSelection> dynamics, StudyExecution work) throws UserInputException {
    ArrayNode json = findings.json().putArray("scan");
    for (int i = 0; i < dynamics.size(); i++) {
      DynamicSelection choice = dynamics.get(i);
      Optional<DoubleFunction<PopulationFlow>> flows = flows(choice);
      if (flows.isPresent()) {
        // Each has its file, also where two have one name and other parameters.
        long same =
            dynamics.subList(0, i).stream()
                .filter(each -> each.name().equals(choice.name()))
                .count();
        String id = "scan-" + choice.name() + (same == 0 ? "" : "-" + (same + 1));
        work.progress().begin("scan", values().length);
        one(
            choice,
            value -> {
              work.progress().step();
              return flows.get().apply(value);
            },
            id,
            json.addObject());
      }
    }
  }

  /** The number of the strategy whose share is drawn. */
  private int place() throws UserInputException {
    return wanted.has("strategy") ? wanted.index("strategy", strategies()) : 0;
  }

  /** Evenly spaced; of a parameter that counts, whole numbers: a label is what was computed. */
  private double[] values() throws UserInputException {
    double from = wanted.number("from");
    double to = wanted.number("to");
    int last = wanted.integer("steps") - 1;
    if (OF_DYNAMICS.contains(parameter()) || !(study.game() instanceof CreditStudyGame credit)) {
      return IntStream.rangeClosed(0, last)
          .mapToDouble(step -> from + (to - from) * step / last)
          .toArray();
    }
    Parameter named = wanted.refusingAt("parameter", () -> Parameter.byName(parameter()));
    ParameterAxis axis =
        wanted.refusingAt("parameter", () -> new ParameterAxis(named, from, to, last + 1));
    double[] values = IntStream.range(0, axis.steps()).mapToDouble(axis::value).toArray();
    for (double end : new double[] {values[0], values[values.length - 1]}) {
      wanted.refusingAt("parameter", () -> credit.with(named, end));
    }
    return values;
  }

  private Optional<DoubleFunction<PopulationFlow>> flows(DynamicSelection choice)
      throws UserInputException {
    if (OF_DYNAMICS.contains(parameter())) {
      return choice.parameters().containsKey(parameter())
          ? Optional.of(value -> scene.flow(choice.with(parameter(), value).dynamic()))
          : Optional.empty();
    }
    Matcher payoff = PAYOFF.matcher(parameter());
    if (payoff.matches()
        && study.game() instanceof GroupStudyGame game
        && game.group().size() == 2) {
      int row = Integer.parseInt(payoff.group(1));
      int column = Integer.parseInt(payoff.group(2));
      int size = game.group().strategies().size();
      if (row >= size || column >= size || scene.perRole()) {
        throw wanted.refusal(
            "parameter",
            "evolve.scan.parameter is " + StudySection.quoted(parameter()),
            "allowed: rows and columns 0 to " + (size - 1) + ", with one population");
      }
      return Optional.of(
          value ->
              new PopulationFlow(
                  choice.dynamic(), Populations.single(game.with(row, column, value))));
    }
    if (study.game() instanceof CreditStudyGame credit) {
      Parameter named = Parameter.byName(parameter());
      return Optional.of(
          value ->
              PopulationModel.of(credit.with(named, value), scene.perRole())
                  .flow(choice.dynamic()));
    }
    return Optional.empty();
  }

  private void one(
      DynamicSelection choice, DoubleFunction<PopulationFlow> flows, String id, ObjectNode node)
      throws UserInputException {
    int place = place();
    double[] values = values();
    List<BifurcationBranch> branches =
        wanted.refusingAt("parameter", () -> BifurcationBranch.trace(flows, values));
    node.put("dynamic", choice.description());
    node.put("parameter", parameter());
    ArrayNode list = node.putArray("branches");
    ResultTable table = ResultTable.named("scan");
    for (BifurcationBranch branch : branches) {
      ArrayNode points = list.addArray();
      for (BranchPoint at : branch.points()) {
        ObjectNode point = points.addObject();
        point.put("value", at.parameter());
        ResultJson.put(point, "state", at.point().state());
        point.put("stability", PopulationModel.label(at.point().stability()));
      }
      BranchPoint first = branch.points().getFirst();
      BranchPoint last = branch.points().getLast();
      table
          .row()
          .cell(first.parameter())
          .cell(last.parameter())
          .cell(scene.describe(first.point().state()))
          .cell(scene.describe(last.point().state()))
          .cell(PopulationModel.label(first.point().stability()))
          .cell(PopulationModel.label(last.point().stability()));
    }
    findings.heading("Scan of " + parameter() + ", " + choice.description());
    findings.table(table);
    findings.say("scan.text");
    findings.figure(
        SeriesFigure.of(
            StudyResults.figureHeading("scan", study.title())
                .as(id, " " + parameter() + ": " + choice.description()),
            FigureAxis.linear(parameter()),
            FigureAxis.share("share of '" + strategies().get(place) + "'"),
            "",
            series(branches, place)));
  }

  /** Paths of each kind of rest point. */
  private static List<DataSeries> series(List<BifurcationBranch> branches, int place) {
    Map<String, List<Point2D.Double>> byKind = new TreeMap<>();
    for (BifurcationBranch branch : branches) {
      String before = "";
      for (BranchPoint at : branch.points()) {
        String kind = StatePlane.kind(at.point().stability());
        Point2D.Double here = new Point2D.Double(at.parameter(), at.point().state()[place]);
        if (!kind.equals(before)) {
          if (!before.isEmpty()) {
            byKind.get(before).add(here);
          }
          byKind.computeIfAbsent(kind, key -> new ArrayList<>()).add(DataSeries.gap());
        }
        byKind.get(kind).add(here);
        before = kind;
      }
    }
    return byKind.entrySet().stream()
        .map(each -> DataSeries.places(each.getKey(), SeriesLook.PATHS, each.getValue()))
        .toList();
  }

  private List<String> strategies() {
    return scene.populations().strategies().stream().flatMap(List::stream).toList();
  }
}
