package org.medchain.study.analyse;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.analysis.EquilibriumRegions;
import org.medchain.credit.analysis.EquilibriumRegions.RegionCell;
import org.medchain.credit.analysis.HonestEquilibriumStatus;
import org.medchain.credit.analysis.HonestSharingBasin;
import org.medchain.credit.analysis.ParameterAxis;
import org.medchain.credit.conditions.Conditions;
import org.medchain.credit.strategy.Strategies;
import org.medchain.credit.strategy.Strategy;
import org.medchain.experiments.config.UserInputException;
import org.medchain.game.Game;
import org.medchain.game.random.IntervalEstimate;
import org.medchain.study.figure.FigureAxis;
import org.medchain.study.figure.GridFigure;
import org.medchain.study.file.StudyGame;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import org.medchain.study.output.ResultTable;
import org.medchain.study.output.StudyResults;
import org.medchain.study.output.StudyText;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Where in a plane of two parameters honest sharing is an equilibrium, or the only one. */
final class RegionAnalysis {
  /** In the order of the legend; the first is drawn plain. */
  private static final List<HonestEquilibriumStatus> DRAWN =
      List.of(
          HonestEquilibriumStatus.NONE,
          HonestEquilibriumStatus.SOME,
          HonestEquilibriumStatus.ONLY,
          HonestEquilibriumStatus.REFUSED);

  private final AnalysisContext setup;
  private final StudySection wanted;

  RegionAnalysis(AnalysisContext setup) {
    this.setup = setup;
    this.wanted = setup.section().section("regions");
  }

  /** Refuses axes and strategies that there are not. */
  void check() throws UserInputException {
    ParameterAxis across = axis("across");
    ParameterAxis up = axis("up");
    basin();
    if (across.parameter() == up.parameter()) {
      throw wanted.refusal(
          "up/parameter",
          "analyse.regions names " + up.parameter().key() + " twice",
          "allowed: two different parameters");
    }
  }

  void report() throws UserInputException {
    ParameterAxis across = axis("across");
    ParameterAxis up = axis("up");
    Optional<HonestSharingBasin> basin = basin();
    Function<CreditParameters, Game> game = StudyGame.Scenario.of(wanted.text("game"))::game;
    List<RegionCell> cells =
        setup
            .work()
            .map(
                "regions",
                across.steps() * up.steps(),
                i -> EquilibriumRegions.cell(setup.parameters(), across, up, i, game, basin));
    EquilibriumRegions regions =
        new EquilibriumRegions(
            across,
            up,
            cells,
            StudyText.of("regions.searched", wanted.text("game"), cells.size())
                + basin
                    .map(
                        each ->
                            StudyText.of(
                                "regions.starts", each.starts(), String.join(", ", each.names())))
                    .orElse(""));
    tell(regions);
    draw(regions, basin.isPresent());
  }

  private ParameterAxis axis(String key) throws UserInputException {
    StudySection axis = wanted.section(key);
    Parameter parameter = AnalysisContext.parameter(axis, "parameter", axis.text("parameter"));
    double low = axis.has("from") ? axis.number("from") : parameter.samplingLow();
    double high = axis.has("to") ? axis.number("to") : parameter.samplingHigh();
    return axis.refusingAt(
        "", () -> new ParameterAxis(parameter, low, high, axis.integer("steps")));
  }

  private Optional<HonestSharingBasin> basin() throws UserInputException {
    if (wanted.integer("starts") == 0) {
      return Optional.empty();
    }
    List<String> known = Strategies.all().stream().map(Strategy::name).toList();
    List<String> names = wanted.texts("strategies");
    if (!known.containsAll(names) || !names.get(0).equals("honest")) {
      throw wanted.refusal(
          "strategies",
          "analyse.regions.strategies is " + names,
          "allowed: honest first, then others of " + String.join(", ", known));
    }
    return Optional.of(
        wanted.refusingAt(
            "strategies",
            () -> new HonestSharingBasin(names, wanted.integer("starts"), setup.study().seed())));
  }

  private void tell(EquilibriumRegions regions) {
    setup.results().heading("Regions");
    ObjectNode json = setup.results().json().putObject("regions");
    json.put("across", regions.horizontal().parameter().key());
    json.put("up", regions.vertical().parameter().key());
    json.put("searched", regions.searchScope());
    ResultTable table = ResultTable.named("regions");
    ObjectNode shares = json.putObject("shares");
    for (HonestEquilibriumStatus each : HonestEquilibriumStatus.values()) {
      table
          .row(shares)
          .cell(words(each))
          .share(each.name().toLowerCase(Locale.ROOT), regions.share(each));
    }
    ArrayNode list = json.putArray("cells");
    for (RegionCell each : regions.cells()) {
      ObjectNode cell = list.addObject();
      cell.put("across", each.x());
      cell.put("up", each.y());
      cell.put("standing", each.status().name().toLowerCase(Locale.ROOT));
      each.basinShare().ifPresent(reached -> ResultJson.put(cell, "reached", reached));
    }
    setup.results().table(table);
    setup
        .results()
        .say(
            "regions.plane",
            range(regions.horizontal()),
            range(regions.vertical()),
            regions.searchScope());
  }

  private static String range(ParameterAxis axis) {
    return "%s from %s to %s"
        .formatted(
            AnalysisContext.label(axis.parameter()),
            NumberFormats.number(axis.low()),
            NumberFormats.number(axis.high()));
  }

  private static String words(HonestEquilibriumStatus standing) {
    return switch (standing) {
      case REFUSED -> "nothing: the rules refuse such parameters";
      case NONE -> "in no equilibrium";
      case SOME -> "in some equilibria";
      case ONLY -> "in all equilibria";
    };
  }

  private void draw(EquilibriumRegions regions, boolean basins) {
    GridFigure grid =
        new GridFigure(
            drawn(regions.horizontal()),
            drawn(regions.vertical()),
            values(regions.horizontal()),
            values(regions.vertical()));
    setup
        .results()
        .figure(
            grid.regions(
                StudyResults.figureHeading("regions", regions.searchScope()),
                DRAWN.stream().map(RegionAnalysis::words).toList(),
                rows(regions, each -> DRAWN.indexOf(each.status())),
                border(regions)));
    if (basins) {
      setup
          .results()
          .figure(
              grid.heat(
                  StudyResults.figureHeading("basins", regions.searchScope()),
                  FigureAxis.share("share of starts"),
                  rows(
                      regions,
                      each -> each.basinShare().map(IntervalEstimate::mean).orElse(Double.NaN))));
    }
  }

  /** Where the penalty is on the vertical axis, condition T2 gives the least that deters. */
  private List<GridFigure.BoundaryCurve> border(EquilibriumRegions regions) {
    if (regions.vertical().parameter() != Parameter.FALSE_PENALTY
        || !wanted.text("game").equals("provider")) {
      return List.of();
    }
    List<Point2D.Double> line = new ArrayList<>();
    for (double value : values(regions.horizontal())) {
      try {
        CreditParameters here = setup.parameters().with(regions.horizontal().parameter(), value);
        double least = Conditions.byId("T2").closedForm(here).threshold();
        line.add(new Point2D.Double(value, Double.isFinite(least) ? least : Double.NaN));
      } catch (IllegalArgumentException refused) {
        line.add(new Point2D.Double(value, Double.NaN));
      }
    }
    boolean seen =
        line.stream()
            .anyMatch(at -> at.y >= regions.vertical().low() && at.y <= regions.vertical().high());
    return seen
        ? List.of(new GridFigure.BoundaryCurve("T2", StudyText.of("regions.border"), line))
        : List.of();
  }

  private static FigureAxis drawn(ParameterAxis axis) {
    return FigureAxis.between(AnalysisContext.label(axis.parameter()), axis.low(), axis.high());
  }

  private static List<Double> values(ParameterAxis axis) {
    List<Double> values = new ArrayList<>();
    for (int step = 0; step < axis.steps(); step++) {
      values.add(axis.value(step));
    }
    return values;
  }

  private static <T> List<List<T>> rows(EquilibriumRegions regions, Function<RegionCell, T> value) {
    int width = regions.horizontal().steps();
    List<List<T>> rows = new ArrayList<>();
    for (int row = 0; row < regions.vertical().steps(); row++) {
      rows.add(
          regions.cells().subList(row * width, (row + 1) * width).stream().map(value).toList());
    }
    return rows;
  }
}
