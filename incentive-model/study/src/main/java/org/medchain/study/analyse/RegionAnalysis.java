package org.medchain.study.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.medchain.credit.CreditGames;
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
import org.medchain.study.figure.BoundaryCurve;
import org.medchain.study.figure.FigureHeading;
import org.medchain.study.figure.HeatMapFigure;
import org.medchain.study.figure.PlanePoint;
import org.medchain.study.figure.RegionFigure;
import org.medchain.study.file.StudySection;
import org.medchain.study.output.NumberFormats;
import org.medchain.study.output.ResultJson;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Where in a plane of two parameters honest sharing is an equilibrium, or the only one. */
final class RegionAnalysis {
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
    Function<CreditParameters, Game> game = game();
    List<RegionCell> cells =
        setup
            .execution()
            .map(
                "regions",
                across.steps() * up.steps(),
                i -> EquilibriumRegions.cell(setup.parameters(), across, up, i, game, basin));
    EquilibriumRegions regions =
        new EquilibriumRegions(
            across,
            up,
            cells,
            "all equilibria of the game '"
                + wanted.text("game")
                + "' at "
                + cells.size()
                + " points of the plane, exactly; between the points nothing"
                + basin
                    .map(
                        each ->
                            "; %s starts at each point, drawn evenly, among %s"
                                .formatted(each.starts(), String.join(", ", each.names())))
                    .orElse(""));
    tell(regions);
    setup.results().figure(figure(regions));
    if (basin.isPresent()) {
      setup.results().figure(heat(regions));
    }
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

  private Function<CreditParameters, Game> game() {
    return switch (wanted.text("game")) {
      case "market" -> CreditGames::lemonsMarket;
      case "inspection" -> CreditGames::inspectionGame;
      default -> CreditGames::committeeGame;
    };
  }

  private void tell(EquilibriumRegions regions) {
    setup.results().heading("Regions");
    ObjectNode json = setup.results().json().putObject("regions");
    json.put("across", regions.horizontal().parameter().key());
    json.put("up", regions.vertical().parameter().key());
    json.put("searched", regions.searchScope());
    List<List<String>> rows = new ArrayList<>();
    ObjectNode shares = json.putObject("shares");
    for (HonestEquilibriumStatus each : HonestEquilibriumStatus.values()) {
      shares.put(each.name().toLowerCase(Locale.ROOT), regions.share(each));
      rows.add(List.of(words(each), NumberFormats.share(regions.share(each))));
    }
    ArrayNode list = json.putArray("cells");
    for (RegionCell each : regions.cells()) {
      ObjectNode cell = list.addObject();
      cell.put("across", each.x());
      cell.put("up", each.y());
      cell.put("standing", each.status().name().toLowerCase(Locale.ROOT));
      each.basinShare().ifPresent(reached -> cell.set("reached", ResultJson.estimate(reached)));
    }
    setup.results().table(List.of("honest sharing is", "in this share of the plane"), rows);
    setup
        .results()
        .text(
            "The plane: %s and %s. Searched: %s."
                .formatted(
                    range(regions.horizontal()), range(regions.vertical()), regions.searchScope()));
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

  private RegionFigure figure(EquilibriumRegions regions) {
    List<RegionFigure.RegionCategory> categories =
        List.of(
            new RegionFigure.RegionCategory(words(HonestEquilibriumStatus.NONE), "–"),
            new RegionFigure.RegionCategory(words(HonestEquilibriumStatus.SOME), "S"),
            new RegionFigure.RegionCategory(words(HonestEquilibriumStatus.ONLY), "A"),
            new RegionFigure.RegionCategory(words(HonestEquilibriumStatus.REFUSED), "×"));
    return new RegionFigure(
        new FigureHeading(
            "regions",
            "Where honest sharing is an equilibrium",
            "Regions of two parameters, the others as in the study. Searched: "
                + regions.searchScope()
                + "."),
        drawn(regions.horizontal()),
        drawn(regions.vertical()),
        values(regions.horizontal()),
        values(regions.vertical()),
        categories,
        rows(regions, each -> category(each.status())),
        border(regions));
  }

  private static int category(HonestEquilibriumStatus standing) {
    return switch (standing) {
      case NONE -> 0;
      case SOME -> 1;
      case ONLY -> 2;
      case REFUSED -> 3;
    };
  }

  private HeatMapFigure heat(EquilibriumRegions regions) {
    return new HeatMapFigure(
        new FigureHeading(
            "basins",
            "From how many starts honest sharing is reached",
            "Share of starts of the population that end in honest sharing. Searched: "
                + regions.searchScope()
                + "."),
        drawn(regions.horizontal()),
        drawn(regions.vertical()),
        org.medchain.study.figure.FigureAxis.share("share of starts"),
        values(regions.horizontal()),
        values(regions.vertical()),
        rows(regions, each -> each.basinShare().map(reached -> reached.mean()).orElse(Double.NaN)),
        List.of());
  }

  /** Where the penalty is on the vertical axis, condition T2 gives the least that deters. */
  private List<BoundaryCurve> border(EquilibriumRegions regions) {
    if (regions.vertical().parameter() != Parameter.FALSE_PENALTY
        || !wanted.text("game").equals("provider")) {
      return List.of();
    }
    List<PlanePoint> line = new ArrayList<>();
    for (double value : values(regions.horizontal())) {
      try {
        CreditParameters here = setup.parameters().with(regions.horizontal().parameter(), value);
        double least = Conditions.byId("T2").closedForm(here).threshold();
        line.add(new PlanePoint(value, Double.isFinite(least) ? least : Double.NaN));
      } catch (IllegalArgumentException refused) {
        line.add(new PlanePoint(value, Double.NaN));
      }
    }
    boolean seen =
        line.stream()
            .anyMatch(
                at -> at.y() >= regions.vertical().low() && at.y() <= regions.vertical().high());
    String meaning = "T2 (honest beats false): the least penalty that deters";
    return seen ? List.of(new BoundaryCurve("T2", meaning, line)) : List.of();
  }

  private static org.medchain.study.figure.FigureAxis drawn(ParameterAxis axis) {
    return org.medchain.study.figure.FigureAxis.between(
        AnalysisContext.label(axis.parameter()), axis.low(), axis.high());
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
