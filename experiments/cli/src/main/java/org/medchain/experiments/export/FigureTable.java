package org.medchain.experiments.export;

import static org.medchain.experiments.export.LongTables.value;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.medchain.experiments.drawing.AxisQuantity;
import org.medchain.experiments.drawing.ResultFigure;
import org.medchain.experiments.results.RepeatEstimate;

/** The figures of a run's report, a row for each point (EXP-45). */
final class FigureTable {
  private FigureTable() {}

  /** A point and where it is. */
  private record DrawnPoint(
      ResultFigure figure,
      ResultFigure.ResultPanel panel,
      ResultFigure.ResultLine line,
      ResultFigure.ResultPoint point) {
    RepeatEstimate y() {
      return point.y();
    }

    String xUnit() {
      return figure.x() == AxisQuantity.KEY
          ? ExportColumn.unit(figure.label())
          : figure.x().unit();
    }
  }

  static ExportTable of(RunColumns run, List<ResultFigure> figures) {
    return run.table(
        "figures.csv",
        Stream.concat(places(), values()),
        figures.stream()
            .flatMap(
                figure ->
                    figure.panels().stream()
                        .flatMap(
                            panel ->
                                panel.lines().stream()
                                    .flatMap(
                                        line ->
                                            line.points().stream()
                                                .map(
                                                    point ->
                                                        new DrawnPoint(
                                                            figure, panel, line, point))))));
  }

  private static Stream<ExportField<DrawnPoint>> places() {
    return Stream.of(
        new ExportField<>(
            ExportColumn.text("figure", "Name of the figure's file in the report."),
            row -> row.figure.id()),
        new ExportField<>(ExportColumn.text("title", "Of the figure."), row -> row.figure.title()),
        new ExportField<>(ExportColumn.text("panel", "Title of the panel."), row -> row.panel.title()),
        new ExportField<>(
            ExportColumn.number(
                "shaded_from",
                "1",
                "From where on along x the panel is shaded, because no quorum is live; absent where"
                    + " nothing is."),
            row -> row.panel.shadedFrom()),
        new ExportField<>(
            ExportColumn.text("line", "Name of the line in the legend."), row -> row.line.name()),
        new ExportField<>(
            ExportColumn.text("protocol", "Of the line: its colour."), row -> row.line.protocol()),
        new ExportField<>(
            new ExportColumn(
                "dashed",
                ExportColumn.ColumnType.BOOLEAN,
                "",
                "Whether it is the second line of its protocol."),
            row -> row.line.dashed()),
        new ExportField<>(
            ExportColumn.text(
                "kind",
                "line: marks that are joined; points: marks alone; curve: a line without marks, of"
                    + " calculated values."),
            row -> row.line.kind().name().toLowerCase(Locale.ROOT)),
        new ExportField<>(
            ExportColumn.whole(
                "cell",
                "The cell in cells.csv and long.csv; absent for calculated values, for steps of a"
                    + " search and for another run."),
            row -> row.point.cell()));
  }

  private static Stream<ExportField<DrawnPoint>> values() {
    return Stream.of(
        new ExportField<>(
            ExportColumn.text("x_quantity", "What is along x."), row -> row.figure.label()),
        new ExportField<>(ExportColumn.text("x_unit", "Its unit."), row -> row.xUnit()),
        new ExportField<>(value("x", "The place along x."), row -> row.point.x()),
        new ExportField<>(
            ExportColumn.text("y_quantity", "What is along y."), row -> row.figure.y().label()),
        new ExportField<>(
            ExportColumn.text("y_unit", "Its unit, and that of the ends of the bar."),
            row -> row.figure.y().unit()),
        new ExportField<>(
            value("value", "The place along y; absent where no value is drawn."),
            row -> row.y().value()),
        new ExportField<>(
            value("low", "Where the bar begins; absent where there is none."),
            row -> row.y().low()),
        new ExportField<>(value("high", "Where it ends."), row -> row.y().high()),
        new ExportField<>(
            ExportColumn.text(
                "bar",
                "confidence: the 95 % interval; range: the least and the greatest of the repeats."),
            row -> row.y().bar().name().toLowerCase(Locale.ROOT)),
        new ExportField<>(
            ExportColumn.whole("present", "How many repeats have a value."),
            row -> row.y().present()),
        new ExportField<>(
            ExportColumn.whole("repeats", "Of how many."), row -> row.y().repeats()),
        new ExportField<>(
            ExportColumn.text("absence", "Why no value is drawn; absent where one is."),
            row -> row.y().value().isPresent() ? "" : row.point.absence().words()));
  }
}
