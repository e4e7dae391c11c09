package org.medchain.study.evolve;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.medchain.credit.Parameter;
import org.medchain.credit.analysis.ParameterAxis;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.dynamics.BifurcationBranch;
import org.medchain.game.dynamics.PopulationFlow;
import org.medchain.game.dynamics.Populations;
import org.medchain.study.execution.StudyExecution;
import org.medchain.study.execution.StudyProgress;
import org.medchain.study.figure.BifurcationFigure;
import org.medchain.study.figure.FigureAxis;
import org.medchain.study.figure.FigureHeading;
import org.medchain.study.figure.PlanePoint;
import org.medchain.study.figure.StabilityClass;
import org.medchain.study.file.StudyFile;
import org.medchain.study.file.StudyGame;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.StudyResults;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Rest points along a parameter of the dynamics or of the game: a bifurcation diagram. */
final class BifurcationScan {
  private static final Pattern PAYOFF =
      Pattern.compile("payoffs\\[([0-9]{1,3})\\]\\[([0-9]{1,3})\\]");
  private static final List<String> OF_DYNAMICS = List.of("mutation", "noise", "background");

  private final StudyFile study;
  private final PopulationModel scene;
  private final StudySection wanted;
  private final StudyResults findings;
  private final String parameter;

  BifurcationScan(
      StudyFile study, PopulationModel scene, StudySection wanted, StudyResults findings) {
    this.study = study;
    this.scene = scene;
    this.wanted = wanted;
    this.findings = findings;
    this.parameter = wanted.text("parameter");
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
              + StudySection.quoted(parameter)
              + ", which no dynamic of the study has",
          "allowed: a parameter of a dynamic in evolve.dynamics, a payoff of a symmetric game such"
              + " as payoffs[0][1], or a parameter of a credit game");
    }
  }

  void report(List<DynamicSelection> dynamics, StudyExecution work) throws UserInputException {
    int place = place();
    ArrayNode json = findings.json().putArray("scan");
    for (DynamicSelection choice : dynamics) {
      Optional<DoubleFunction<PopulationFlow>> flows = flows(choice);
      if (flows.isPresent()) {
        StudyProgress progress = work.progress();
        progress.begin("scan", values().length);
        DoubleFunction<PopulationFlow> told =
            value -> {
              progress.step();
              return flows.get().apply(value);
            };
        one(choice, told, place, json.addObject());
      }
    }
  }

  /** The number of the strategy whose share is drawn. */
  private int place() throws UserInputException {
    if (!wanted.has("strategy")) {
      return 0;
    }
    List<String> names = scene.populations().strategies().stream().flatMap(List::stream).toList();
    int place = names.indexOf(wanted.text("strategy"));
    if (place < 0) {
      throw wanted.refusal(
          "strategy",
          "evolve.scan.strategy is " + StudySection.quoted(wanted.text("strategy")),
          "allowed: one of " + String.join(", ", names));
    }
    return place;
  }

  /** Evenly spaced; of a parameter that counts, whole numbers: a label is what was computed. */
  private double[] values() throws UserInputException {
    double from = wanted.number("from");
    double to = wanted.number("to");
    int last = wanted.integer("steps") - 1;
    if (OF_DYNAMICS.contains(parameter)
        || !(study.game() instanceof StudyGame.CreditStudyGame credit)) {
      return IntStream.rangeClosed(0, last)
          .mapToDouble(step -> from + (to - from) * step / last)
          .toArray();
    }
    Parameter named = wanted.refusingAt("parameter", () -> Parameter.byName(parameter));
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
    if (OF_DYNAMICS.contains(parameter)) {
      return choice.parameters().containsKey(parameter)
          ? Optional.of(value -> scene.flow(choice.with(parameter, value).dynamic()))
          : Optional.empty();
    }
    Matcher payoff = PAYOFF.matcher(parameter);
    if (payoff.matches() && study.game() instanceof StudyGame.SymmetricStudyGame symmetric) {
      int row = Integer.parseInt(payoff.group(1));
      int column = Integer.parseInt(payoff.group(2));
      int size = symmetric.matrixGame().strategies().size();
      if (row >= size || column >= size || scene.perRole()) {
        throw wanted.refusal(
            "parameter",
            "evolve.scan.parameter is " + StudySection.quoted(parameter),
            "allowed: rows and columns 0 to " + (size - 1) + ", with one population");
      }
      return Optional.of(
          value ->
              new PopulationFlow(
                  choice.dynamic(), Populations.single(symmetric.with(row, column, value))));
    }
    if (study.game() instanceof StudyGame.CreditStudyGame credit) {
      Parameter named = Parameter.byName(parameter);
      return Optional.of(
          value ->
              PopulationModel.of(credit.with(named, value), scene.perRole())
                  .flow(choice.dynamic()));
    }
    return Optional.empty();
  }

  private void one(
      DynamicSelection choice, DoubleFunction<PopulationFlow> flows, int place, ObjectNode json)
      throws UserInputException {
    double[] values = values();
    List<BifurcationBranch> branches =
        wanted.refusingAt("parameter", () -> BifurcationBranch.trace(flows, values));
    json.put("dynamic", choice.description());
    json.put("parameter", parameter);
    ArrayNode list = json.putArray("branches");
    List<List<String>> rows = new ArrayList<>();
    for (BifurcationBranch branch : branches) {
      ArrayNode points = list.addArray();
      for (BifurcationBranch.BranchPoint at : branch.points()) {
        ObjectNode point = points.addObject();
        point.put("value", at.parameter());
        point.set("state", ResultJson.numbers(at.point().state()));
        point.put("stability", StabilityLabels.label(at.point().stability()));
      }
      rows.add(row(branch));
    }
    findings.heading("Scan of " + parameter + ", " + choice.description());
    findings.table(
        List.of("from", "to", "rest point at first", "at last", "stability at first", "at last"),
        rows);
    findings.text(
        "A branch continues in the nearest rest point with the same strategies in use; it begins"
            + " and ends where there is none, as at a fold.");
    findings.figure(figure(choice, branches, place));
  }

  private List<String> row(BifurcationBranch branch) {
    BifurcationBranch.BranchPoint first = branch.points().get(0);
    BifurcationBranch.BranchPoint last = branch.points().get(branch.points().size() - 1);
    return List.of(
        NumberFormats.number(first.parameter()),
        NumberFormats.number(last.parameter()),
        scene.describe(first.point().state()),
        scene.describe(last.point().state()),
        StabilityLabels.label(first.point().stability()),
        StabilityLabels.label(last.point().stability()));
  }

  /** A line changes its looks where the stability does; the two parts meet there. */
  private BifurcationFigure figure(
      DynamicSelection choice, List<BifurcationBranch> branches, int place) {
    List<BifurcationFigure.BranchLine> lines = new ArrayList<>();
    for (BifurcationBranch branch : branches) {
      List<PlanePoint> line = new ArrayList<>();
      StabilityClass looks =
          StabilityLabels.figureStability(branch.points().get(0).point().stability());
      for (BifurcationBranch.BranchPoint at : branch.points()) {
        line.add(new PlanePoint(at.parameter(), at.point().state()[place]));
        StabilityClass here = StabilityLabels.figureStability(at.point().stability());
        if (here != looks) {
          lines.add(new BifurcationFigure.BranchLine(looks, false, line));
          line = new ArrayList<>(List.of(line.get(line.size() - 1)));
          looks = here;
        }
      }
      lines.add(new BifurcationFigure.BranchLine(looks, false, line));
    }
    String strategy =
        scene.populations().strategies().stream().flatMap(List::stream).toList().get(place);
    return new BifurcationFigure(
        new FigureHeading(
            "scan-" + choice.name(),
            "Rest points along " + parameter + ": " + choice.description(),
            study.title()
                + ". Full lines attract; where lines meet, the number or the stability of"
                + " rest points changes."),
        FigureAxis.linear(parameter),
        FigureAxis.share("share of '" + strategy + "'"),
        lines,
        List.of());
  }
}
