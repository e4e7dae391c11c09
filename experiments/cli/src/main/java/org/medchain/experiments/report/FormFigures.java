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
import org.medchain.experiments.drawing.ResultFigure.Kind;
import org.medchain.experiments.drawing.ResultFigure.MissingValueReason;
import org.medchain.experiments.drawing.ResultFigure.ResultLine;
import org.medchain.experiments.drawing.ResultFigure.ResultPanel;
import org.medchain.experiments.drawing.ResultFigure.ResultPoint;
import org.medchain.experiments.report.RunFigures.CellAxis;
import org.medchain.experiments.results.GridCell;
import org.medchain.experiments.results.RepeatEstimate;
import org.medchain.experiments.results.ReportSentence;

/** Measured points and the closed form as a line through the same places (CMP-51). */
record FormFigures(List<FormRow> rows) {
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

  /** For each quantity, every form with more than one place on an axis. */
  static List<ResultFigure> of(List<FormRow> rows) {
    FormFigures figures =
        new FormFigures(rows.stream().filter(row -> row.ratio().isPresent()).toList());
    List<ResultFigure> drawn = new ArrayList<>();
    for (AxisQuantity quantity : DRAWN.keySet()) {
      for (CellAxis place : places(quantity)) {
        ResultFigure figure = figures.figure(quantity, place);
        if (!figure.panels().isEmpty()) {
          drawn.add(figure);
          break;
        }
      }
    }
    return drawn;
  }

  private static List<CellAxis> places(AxisQuantity quantity) {
    return switch (quantity) {
      case VIOLATED -> List.of(CellAxis.RATE);
      case STALE -> List.of(CellAxis.INTERVAL, CellAxis.NODES);
      default -> List.of(CellAxis.NODES, CellAxis.INTERVAL);
    };
  }

  private ResultFigure figure(AxisQuantity quantity, CellAxis place) {
    List<FormRow> shown =
        rows.stream().filter(row -> DRAWN.get(quantity).contains(row.form())).toList();
    List<FormRow> usual = shown.stream().filter(row -> isUsual(shown, row, place)).toList();
    CellAxis panel = place.equals(CellAxis.RATE) ? CellAxis.NODES : CellAxis.RATE;
    List<ResultPanel> panels = new ArrayList<>();
    usual.stream()
        .mapToDouble(row -> at(panel, row))
        .distinct()
        .sorted()
        .forEach(
            value -> {
              List<FormRow> here = usual.stream().filter(row -> at(panel, row) == value).toList();
              panels.add(new ResultPanel(title(place, here, value), lines(quantity, here, place)));
            });
    // A panel of single points shows no course.
    panels.removeIf(each -> !isWide(each));
    String id = "closed-" + (quantity + "-" + place.x()).toLowerCase(Locale.ROOT).replace('_', '-');
    return new ResultFigure(
        id,
        FigureCaptions.title(quantity) + ": measured, and the closed form",
        ReportSentence.of("forms." + quantity.name().toLowerCase(Locale.ROOT)),
        place.x(),
        quantity,
        panels);
  }

  private static boolean isWide(ResultPanel panel) {
    return panel.lines().stream().anyMatch(line -> line.points().size() > 1);
  }

  private static String title(CellAxis place, List<FormRow> here, double value) {
    return place.equals(CellAxis.RATE)
        ? Math.round(value) + " nodes"
        : RunFigures.faults(here.getFirst().summary().cell());
  }

  /** Of cells that differ in what no axis shows the first alone. */
  private static boolean isUsual(List<FormRow> all, FormRow row, CellAxis place) {
    GridCell cell = row.summary().cell();
    GridCell first =
        all.stream()
            .filter(each -> each.form() == row.form())
            .map(FormRow::cell)
            .filter(each -> each.faultRate() == cell.faultRate())
            .filter(
                each ->
                    place.equals(CellAxis.INTERVAL)
                        ? each.blockIntervalS().equals(cell.blockIntervalS())
                        : each.nodes() == cell.nodes())
            .findFirst()
            .orElseThrow();
    return first.equals(cell);
  }

  private static List<ResultLine> lines(AxisQuantity quantity, List<FormRow> here, CellAxis place) {
    List<ResultLine> lines = new ArrayList<>();
    for (PredictionForm form : DRAWN.get(quantity)) {
      List<FormRow> own =
          here.stream()
              .filter(row -> row.form() == form)
              .filter(row -> !Double.isNaN(at(place, row)))
              .sorted(Comparator.comparingDouble(row -> at(place, row)))
              .toList();
      if (!own.isEmpty()) {
        String protocol = own.getFirst().summary().cell().protocol();
        boolean second = form == PredictionForm.POW_LATENCY_P99;
        String name = ChartStyle.name(protocol) + percentile(form);
        lines.add(
            new ResultLine(
                name + " measured", protocol, second, points(own, place, false), Kind.POINTS));
        lines.add(
            new ResultLine(
                name + " closed form", protocol, second, points(own, place, true), Kind.CURVE));
      }
    }
    return lines;
  }

  /** NaN where a cell has no place. */
  private static double at(CellAxis axis, FormRow row) {
    return axis.place().apply(row.cell()).orElse(Double.NaN);
  }

  private static String percentile(PredictionForm form) {
    return switch (form) {
      case PBFT_LATENCY, POW_LATENCY_P50 -> " p50";
      case POW_LATENCY_P99 -> " p99";
      default -> "";
    };
  }

  private static List<ResultPoint> points(List<FormRow> own, CellAxis place, boolean predicted) {
    List<ResultPoint> points = new ArrayList<>();
    for (FormRow row : own) {
      RepeatEstimate value =
          predicted
              ? RepeatEstimate.exactly(row.prediction().value().orElseThrow())
              : row.measured().withoutBarToZero();
      ResultPoint point = new ResultPoint(at(place, row), value, MissingValueReason.UNREACHED);
      points.add(predicted ? point : point.of(row.summary()));
    }
    return points;
  }
}
