package org.medchain.experiments.export;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.medchain.experiments.drawing.AxisQuantity;
import org.medchain.experiments.drawing.ResultFigure;
import org.medchain.experiments.drawing.ResultFigure.ResultLine;
import org.medchain.experiments.drawing.ResultFigure.ResultPanel;
import org.medchain.experiments.drawing.ResultFigure.ResultPoint;
import org.medchain.experiments.results.RepeatEstimate;

/** The figures of a run's report, a row for each point (EXP-45). */
final class FigureTable {
  private static final List<ExportField<DrawnPoint>> FIELDS =
      List.of(
          ExportField.of("figures.figure", row -> row.figure.id()),
          ExportField.of("figures.title", row -> row.figure.title()),
          ExportField.of("figures.panel", row -> row.panel.title()),
          ExportField.of("figures.shaded_from", row -> row.panel.shadedFrom()),
          ExportField.of("figures.line", row -> row.line.name()),
          ExportField.of("figures.protocol", row -> row.line.protocol()),
          ExportField.of("figures.dashed", row -> row.line.dashed()),
          ExportField.of("figures.kind", row -> word(row.line.kind())),
          ExportField.of("cell", row -> row.point.cell()),
          ExportField.of("figures.x_quantity", row -> row.figure.label()),
          ExportField.of("figures.x_unit", DrawnPoint::xUnit),
          ExportField.of("figures.x", row -> row.point.x()),
          ExportField.of("figures.y_quantity", row -> row.figure.y().label()),
          ExportField.of("figures.y_unit", row -> row.figure.y().unit()),
          ExportField.of("figures.value", row -> row.y().value()),
          ExportField.of("figures.low", row -> row.y().low()),
          ExportField.of("figures.high", row -> row.y().high()),
          ExportField.of("figures.bar", row -> word(row.y().bar())),
          ExportField.of("present", row -> row.y().present()),
          ExportField.of("repeats", row -> row.y().repeats()),
          ExportField.of("figures.absence", DrawnPoint::absence));

  private FigureTable() {}

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** A point and where it is. */
  private record DrawnPoint(
      ResultFigure figure, ResultPanel panel, ResultLine line, ResultPoint point) {
    RepeatEstimate y() {
      return point.y();
    }

    String absence() {
      return y().value().isPresent() ? "" : point.absence().words();
    }

    String xUnit() {
      return figure.x() == AxisQuantity.KEY ? ExportField.unit(figure.label()) : figure.x().unit();
    }
  }

  static ExportTable of(RunColumns run, List<ResultFigure> figures) {
    List<DrawnPoint> points = new ArrayList<>();
    for (ResultFigure figure : figures) {
      for (ResultPanel panel : figure.panels()) {
        for (ResultLine line : panel.lines()) {
          line.points().forEach(each -> points.add(new DrawnPoint(figure, panel, line, each)));
        }
      }
    }
    return run.table("figures.csv", FIELDS.stream(), points.stream());
  }
}
