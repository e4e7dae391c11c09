package org.medchain.study.analyse;

import static org.medchain.credit.Parameter.FALSE_PENALTY;

import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
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
import org.medchain.study.figure.FigureAxis;
import org.medchain.study.figure.SeriesFigure;
import org.medchain.study.figure.SeriesFigure.DataSeries;
import org.medchain.study.figure.SeriesFigure.SeriesLook;
import org.medchain.study.file.StudyGame.Scenario;
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

  private static final int FIFTHS = 5;

  private final AnalysisContext setup;
  private final StudyResults results;
  private final StudySection wanted;

  RegionAnalysis(AnalysisContext setup) {
    this.setup = setup;
    this.results = setup.results();
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
    Function<CreditParameters, Game> game = Scenario.of(wanted.text("game"))::game;
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
    Parameter parameter =
        axis.refusingAt("parameter", () -> Parameter.byName(axis.text("parameter")));
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
    results.heading("Regions");
    ObjectNode json = results.json().putObject("regions");
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
    results.table(table);
    results.say(
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

  /** The points of the plane, marked by what holds there; and the border of T2. */
  private void draw(EquilibriumRegions regions, boolean basins) {
    List<DataSeries> series = new ArrayList<>();
    for (HonestEquilibriumStatus kind : DRAWN) {
      add(series, words(kind), regions, each -> each.status() == kind);
    }
    List<Point2D.Double> border = border(regions);
    if (!border.isEmpty()) {
      series.add(DataSeries.places(StudyText.of("regions.border"), SeriesLook.PATHS, border));
    }
    figure("regions", regions, series);
    if (basins) {
      List<DataSeries> shares = new ArrayList<>();
      for (int fifth = 0; fifth < FIFTHS; fifth++) {
        int number = fifth;
        add(
            shares,
            "up to " + (fifth + 1) / (double) FIFTHS,
            regions,
            each ->
                each.basinShare()
                    .filter(share -> Math.max(0, Math.ceil(share.mean() * FIFTHS) - 1) == number)
                    .isPresent());
      }
      figure("basins", regions, shares);
    }
  }

  private static void add(
      List<DataSeries> series, String name, EquilibriumRegions in, Predicate<RegionCell> wanted) {
    List<Point2D.Double> places =
        in.cells().stream()
            .filter(wanted)
            .map(each -> new Point2D.Double(each.x(), each.y()))
            .toList();
    series.add(DataSeries.places(name, SeriesLook.MARKS, places));
  }

  private void figure(String name, EquilibriumRegions regions, List<DataSeries> series) {
    results.figure(
        SeriesFigure.of(
            StudyResults.figureHeading(name, regions.searchScope()),
            drawn(regions.horizontal()),
            drawn(regions.vertical()),
            "",
            series));
  }

  /** The least penalty that deters, over the parameter across; empty where it is not in sight. */
  private List<Point2D.Double> border(EquilibriumRegions regions) {
    ParameterAxis up = regions.vertical();
    if (up.parameter() != FALSE_PENALTY || !wanted.text("game").equals("provider")) {
      return List.of();
    }
    List<Point2D.Double> line = new ArrayList<>();
    for (int step = 0; step < regions.horizontal().steps(); step++) {
      double value = regions.horizontal().value(step);
      try {
        CreditParameters here = setup.parameters().with(regions.horizontal().parameter(), value);
        double least = Conditions.byId("T2").closedForm(here).threshold();
        boolean seen = least >= up.low() && least <= up.high();
        line.add(seen ? new Point2D.Double(value, least) : DataSeries.gap());
      } catch (IllegalArgumentException refused) {
        line.add(DataSeries.gap());
      }
    }
    return line.stream().allMatch(at -> Double.isNaN(at.x)) ? List.of() : line;
  }

  /** With room for marks at the ends. */
  private static FigureAxis drawn(ParameterAxis axis) {
    double room = 0.04 * (axis.high() - axis.low());
    return FigureAxis.between(
        AnalysisContext.label(axis.parameter()), axis.low() - room, axis.high() + room);
  }
}
