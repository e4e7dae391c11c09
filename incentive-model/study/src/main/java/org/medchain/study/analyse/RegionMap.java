package org.medchain.study.analyse;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.medchain.credit.CreditGames;
import org.medchain.credit.CreditParameters;
import org.medchain.credit.Parameter;
import org.medchain.credit.analysis.Axis;
import org.medchain.credit.analysis.Basin;
import org.medchain.credit.analysis.Regions;
import org.medchain.credit.analysis.Regions.Cell;
import org.medchain.credit.analysis.Standing;
import org.medchain.credit.conditions.Conditions;
import org.medchain.credit.strategy.Strategies;
import org.medchain.credit.strategy.Strategy;
import org.medchain.experiments.config.Refusal;
import org.medchain.game.Game;
import org.medchain.study.figure.Border;
import org.medchain.study.figure.Heading;
import org.medchain.study.figure.HeatFigure;
import org.medchain.study.figure.Place;
import org.medchain.study.figure.Ramp;
import org.medchain.study.figure.RegionFigure;
import org.medchain.study.file.Section;
import org.medchain.study.output.Json;
import org.medchain.study.output.Shown;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Where in a plane of two parameters honest sharing is an equilibrium, or the only one. */
final class RegionMap {
  private final Setup setup;
  private final Section wanted;

  RegionMap(Setup setup) {
    this.setup = setup;
    this.wanted = setup.wanted().section("regions");
  }

  /** Refuses axes and strategies that there are not. */
  void check() throws Refusal {
    Axis across = axis("across");
    Axis up = axis("up");
    basin();
    if (across.parameter() == up.parameter()) {
      throw wanted.refusal(
          "up/parameter",
          "analyse.regions names " + up.parameter().key() + " twice",
          "allowed: two different parameters");
    }
  }

  void find() throws Refusal {
    Axis across = axis("across");
    Axis up = axis("up");
    Optional<Basin> basin = basin();
    Function<CreditParameters, Game> game = game();
    List<Cell> cells =
        setup
            .work()
            .each(
                "regions",
                across.steps() * up.steps(),
                i -> cell(across, up, i % across.steps(), i / across.steps(), game, basin, i));
    Regions regions =
        new Regions(
            across,
            up,
            cells,
            "all equilibria of the game '"
                + wanted.word("game")
                + "' at "
                + cells.size()
                + " points of the plane, exactly; between the points nothing"
                + basin
                    .map(
                        each ->
                            "; "
                                + each.starts()
                                + " starts at each point, drawn evenly, among "
                                + String.join(", ", each.names()))
                    .orElse(""));
    tell(regions);
    setup.findings().figure(figure(regions));
    if (basin.isPresent()) {
      setup.findings().figure(heat(regions));
    }
  }

  private Axis axis(String key) throws Refusal {
    Section axis = wanted.section(key);
    Parameter parameter = Setup.parameter(axis, "parameter", axis.word("parameter"));
    double low = axis.has("from") ? axis.number("from") : parameter.low();
    double high = axis.has("to") ? axis.number("to") : parameter.high();
    return axis.guarded("", () -> new Axis(parameter, low, high, axis.whole("steps")));
  }

  private Optional<Basin> basin() throws Refusal {
    if (wanted.whole("starts") == 0) {
      return Optional.empty();
    }
    List<String> known = Strategies.all().stream().map(Strategy::name).toList();
    List<String> names = wanted.words("strategies");
    if (!known.containsAll(names) || !names.get(0).equals("honest")) {
      throw wanted.refusal(
          "strategies",
          "analyse.regions.strategies is " + names,
          "allowed: honest first, then others of " + String.join(", ", known));
    }
    return Optional.of(
        wanted.guarded(
            "strategies",
            () ->
                Basin.replicator(
                    wanted.whole("starts"), setup.study().seed(), names.toArray(String[]::new))));
  }

  private Function<CreditParameters, Game> game() {
    return switch (wanted.word("game")) {
      case "market" -> CreditGames::market;
      case "inspection" -> CreditGames::inspection;
      default -> CreditGames::committee;
    };
  }

  private Cell cell(
      Axis across,
      Axis up,
      int column,
      int row,
      Function<CreditParameters, Game> game,
      Optional<Basin> basin,
      int number) {
    double first = across.value(column);
    double second = up.value(row);
    CreditParameters here;
    try {
      here = setup.parameters().near(across.parameter(), first).near(up.parameter(), second);
    } catch (IllegalArgumentException refused) {
      // The rules themselves say what may be; the map shows it as a region of its own.
      return new Cell(first, second, Standing.REFUSED, Optional.empty());
    }
    return new Cell(
        first, second, Standing.in(game.apply(here)), basin.map(each -> each.share(here, number)));
  }

  private void tell(Regions regions) {
    setup.findings().heading("Regions");
    ObjectNode json = setup.findings().json().putObject("regions");
    json.put("across", regions.across().parameter().key());
    json.put("up", regions.up().parameter().key());
    json.put("searched", regions.searched());
    List<List<String>> rows = new ArrayList<>();
    ObjectNode shares = json.putObject("shares");
    for (Standing each : Standing.values()) {
      shares.put(each.name().toLowerCase(Locale.ROOT), regions.share(each));
      rows.add(List.of(words(each), Shown.share(regions.share(each))));
    }
    ArrayNode list = json.putArray("cells");
    for (Cell each : regions.cells()) {
      ObjectNode cell = list.addObject();
      cell.put("across", each.across());
      cell.put("up", each.up());
      cell.put("standing", each.standing().name().toLowerCase(Locale.ROOT));
      each.reached().ifPresent(reached -> cell.set("reached", Json.estimate(reached)));
    }
    setup.findings().table(List.of("honest sharing is", "in this share of the plane"), rows);
    setup
        .findings()
        .text(
            "The plane: "
                + range(regions.across())
                + " and "
                + range(regions.up())
                + ". Searched: "
                + regions.searched()
                + ".");
  }

  private static String range(Axis axis) {
    return "%s from %s to %s"
        .formatted(
            Setup.label(axis.parameter()), Shown.number(axis.low()), Shown.number(axis.high()));
  }

  private static String words(Standing standing) {
    return switch (standing) {
      case REFUSED -> "nothing: the rules refuse such parameters";
      case NONE -> "in no equilibrium";
      case SOME -> "in some equilibria";
      case ONLY -> "in all equilibria";
    };
  }

  private RegionFigure figure(Regions regions) {
    List<RegionFigure.Category> categories =
        List.of(
            new RegionFigure.Category(words(Standing.NONE), "–"),
            new RegionFigure.Category(words(Standing.SOME), "S"),
            new RegionFigure.Category(words(Standing.ONLY), "A"),
            new RegionFigure.Category(words(Standing.REFUSED), "×"));
    return new RegionFigure(
        new Heading(
            "regions",
            "Where honest sharing is an equilibrium",
            "Regions of two parameters, the others as in the study. Searched: "
                + regions.searched()
                + "."),
        drawn(regions.across()),
        drawn(regions.up()),
        values(regions.across()),
        values(regions.up()),
        categories,
        rows(regions, each -> category(each.standing())),
        border(regions));
  }

  private static int category(Standing standing) {
    return switch (standing) {
      case NONE -> 0;
      case SOME -> 1;
      case ONLY -> 2;
      case REFUSED -> 3;
    };
  }

  private HeatFigure heat(Regions regions) {
    return new HeatFigure(
        new Heading(
            "basins",
            "From how many starts honest sharing is reached",
            "Share of starts of the population that end in honest sharing. Searched: "
                + regions.searched()
                + "."),
        drawn(regions.across()),
        drawn(regions.up()),
        org.medchain.study.figure.Axis.share("share of starts"),
        Ramp.SEQUENTIAL,
        values(regions.across()),
        values(regions.up()),
        rows(regions, each -> each.reached().map(reached -> reached.mean()).orElse(Double.NaN)),
        List.of());
  }

  /** Where the penalty is on the vertical axis, condition T2 gives the least that deters. */
  private List<Border> border(Regions regions) {
    if (regions.up().parameter() != Parameter.FALSE_PENALTY
        || !wanted.word("game").equals("provider")) {
      return List.of();
    }
    List<Place> line = new ArrayList<>();
    for (double value : values(regions.across())) {
      try {
        CreditParameters here = setup.parameters().near(regions.across().parameter(), value);
        double least = Conditions.named("T2").claim(here).threshold();
        line.add(new Place(value, Double.isFinite(least) ? least : Double.NaN));
      } catch (IllegalArgumentException refused) {
        line.add(new Place(value, Double.NaN));
      }
    }
    boolean seen =
        line.stream().anyMatch(at -> at.y() >= regions.up().low() && at.y() <= regions.up().high());
    String meaning = "T2 (honest beats false): the least penalty that deters";
    return seen ? List.of(new Border("T2", meaning, line)) : List.of();
  }

  private static org.medchain.study.figure.Axis drawn(Axis axis) {
    return org.medchain.study.figure.Axis.between(
        Setup.label(axis.parameter()), axis.low(), axis.high());
  }

  private static List<Double> values(Axis axis) {
    List<Double> values = new ArrayList<>();
    for (int step = 0; step < axis.steps(); step++) {
      values.add(axis.value(step));
    }
    return values;
  }

  private static <T> List<List<T>> rows(Regions regions, Function<Cell, T> value) {
    int width = regions.across().steps();
    List<List<T>> rows = new ArrayList<>();
    for (int row = 0; row < regions.up().steps(); row++) {
      rows.add(
          regions.cells().subList(row * width, (row + 1) * width).stream().map(value).toList());
    }
    return rows;
  }
}
