package org.medchain.experiments.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.medchain.comparison.prediction.PredictionForm;
import org.medchain.experiments.drawing.AxisQuantity;
import org.medchain.experiments.drawing.ChartStyle;
import org.medchain.experiments.drawing.ResultFigure;
import org.medchain.experiments.results.GridCell;
import org.medchain.experiments.results.RepeatEstimate;
import org.medchain.experiments.results.ReportSentence;

/** Measured points and the closed form as a line through the same places (CMP-51). */
final class FormFigures {
  /** Quantities that are drawn together, because they share an axis. */
  private static final Map<AxisQuantity, List<PredictionForm>> DRAWN =
      new TreeMap<>(
          Map.of(
              AxisQuantity.MESSAGES, List.of(PredictionForm.PBFT_MESSAGES),
              AxisQuantity.LATENCY,
                  List.of(
                      PredictionForm.PBFT_LATENCY,
                      PredictionForm.POW_LATENCY_P50,
                      PredictionForm.POW_LATENCY_P99),
              AxisQuantity.STALE, List.of(PredictionForm.POW_STALE),
              AxisQuantity.VIOLATED, List.of(PredictionForm.POW_REVERSAL)));

  /** An axis, and where on it a cell is. */
  private enum Place {
    NODES(AxisQuantity.NODES),
    RATE(AxisQuantity.FAULT_RATE),
    INTERVAL(AxisQuantity.BLOCK_INTERVAL);

    private final AxisQuantity axis;

    Place(AxisQuantity axis) {
      this.axis = axis;
    }

    /** NaN where a cell has no place. */
    double of(FormRow row) {
      GridCell cell = row.summary().cell();
      return switch (this) {
        case NODES -> cell.nodes();
        case RATE -> cell.faultRate();
        case INTERVAL -> cell.blockIntervalS().orElse(Double.NaN);
      };
    }

    /** The quantity that differs between panels. */
    Place panels() {
      return this == RATE ? NODES : RATE;
    }
  }

  private final List<FormRow> rows;

  private FormFigures(List<FormRow> rows) {
    this.rows = rows.stream().filter(row -> row.ratio().isPresent()).toList();
  }

  /** For each quantity, every form with more than one place on an axis. */
  static List<ResultFigure> of(List<FormRow> rows) {
    FormFigures figures = new FormFigures(rows);
    List<ResultFigure> drawn = new ArrayList<>();
    for (AxisQuantity quantity : DRAWN.keySet()) {
      for (Place place : places(quantity)) {
        ResultFigure figure = figures.figure(quantity, place);
        if (!figure.panels().isEmpty()) {
          drawn.add(figure);
          break;
        }
      }
    }
    return drawn;
  }

  private static List<Place> places(AxisQuantity quantity) {
    return switch (quantity) {
      case VIOLATED -> List.of(Place.RATE);
      case STALE -> List.of(Place.INTERVAL, Place.NODES);
      default -> List.of(Place.NODES, Place.INTERVAL);
    };
  }

  private ResultFigure figure(AxisQuantity quantity, Place place) {
    List<FormRow> shown =
        rows.stream().filter(row -> DRAWN.get(quantity).contains(row.form())).toList();
    List<FormRow> usual = shown.stream().filter(row -> isUsual(shown, row, place)).toList();
    Place panel = place.panels();
    List<ResultFigure.ResultPanel> panels = new ArrayList<>();
    usual.stream()
        .mapToDouble(row -> panel.of(row))
        .distinct()
        .sorted()
        .forEach(
            value -> {
              List<FormRow> here = usual.stream().filter(row -> panel.of(row) == value).toList();
              panels.add(
                  new ResultFigure.ResultPanel(
                      title(place, here, value), lines(quantity, here, place)));
            });
    // A panel of single points shows no course.
    panels.removeIf(each -> !isWide(each));
    String id =
        "closed-" + (quantity + "-" + place.axis).toLowerCase(Locale.ROOT).replace('_', '-');
    return new ResultFigure(
        id,
        FigureCaptions.title(quantity) + ": measured, and the closed form",
        ReportSentence.of("forms." + quantity.name().toLowerCase(Locale.ROOT)),
        place.axis,
        quantity,
        panels);
  }

  private static boolean isWide(ResultFigure.ResultPanel panel) {
    return panel.lines().stream().anyMatch(line -> line.points().size() > 1);
  }

  private static String title(Place place, List<FormRow> here, double value) {
    return place == Place.RATE
        ? Math.round(value) + " nodes"
        : RunFigures.faults(here.getFirst().summary().cell());
  }

  /** Of cells that differ in what no axis shows the first alone. */
  private static boolean isUsual(List<FormRow> all, FormRow row, Place place) {
    GridCell cell = row.summary().cell();
    GridCell first =
        all.stream()
            .filter(each -> each.form() == row.form())
            .map(each -> each.summary().cell())
            .filter(each -> each.faultRate() == cell.faultRate())
            .filter(each -> place == Place.INTERVAL || each.nodes() == cell.nodes())
            .filter(
                each ->
                    place != Place.INTERVAL || each.blockIntervalS().equals(cell.blockIntervalS()))
            .findFirst()
            .orElseThrow();
    return first.equals(cell);
  }

  private static List<ResultFigure.ResultLine> lines(
      AxisQuantity quantity, List<FormRow> here, Place place) {
    List<ResultFigure.ResultLine> lines = new ArrayList<>();
    for (PredictionForm form : DRAWN.get(quantity)) {
      List<FormRow> own =
          here.stream()
              .filter(row -> row.form() == form)
              .filter(row -> !Double.isNaN(place.of(row)))
              .sorted(Comparator.comparingDouble(row -> place.of(row)))
              .toList();
      if (!own.isEmpty()) {
        String protocol = own.getFirst().summary().cell().protocol();
        boolean second = form == PredictionForm.POW_LATENCY_P99;
        String name = ChartStyle.name(protocol) + percentile(form);
        lines.add(
            new ResultFigure.ResultLine(
                name + " measured",
                protocol,
                second,
                points(own, place, false),
                ResultFigure.Kind.POINTS));
        lines.add(
            new ResultFigure.ResultLine(
                name + " closed form",
                protocol,
                second,
                points(own, place, true),
                ResultFigure.Kind.CURVE));
      }
    }
    return lines;
  }

  private static String percentile(PredictionForm form) {
    return switch (form) {
      case PBFT_LATENCY, POW_LATENCY_P50 -> " p50";
      case POW_LATENCY_P99 -> " p99";
      default -> "";
    };
  }

  private static List<ResultFigure.ResultPoint> points(
      List<FormRow> own, Place place, boolean predicted) {
    List<ResultFigure.ResultPoint> points = new ArrayList<>();
    for (FormRow row : own) {
      RepeatEstimate value =
          predicted
              ? RepeatEstimate.exactly(row.prediction().value().orElseThrow())
              : row.measured().withoutBarToZero();
      ResultFigure.ResultPoint point =
          new ResultFigure.ResultPoint(
              place.of(row), value, ResultFigure.MissingValueReason.UNREACHED);
      points.add(predicted ? point : point.of(row.summary()));
    }
    return points;
  }
}
