package org.medchain.study.figure.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.medchain.experiments.drawing.LegendRows;
import org.medchain.study.figure.FigurePalette;
import org.medchain.study.figure.StabilityClass;
import org.medchain.study.figure.drawing.SvgText.SvgTextAnchor;

/** The legend of a figure's marks, in as many rows above it as needed. */
final class FigureLegend {
  private static final int ROW = 24;
  private static final int SAMPLE = 34;
  private static final int GAP = 20;
  private static final int LEFT = 16;

  private final List<LegendEntry> entries = new ArrayList<>();

  /** Draws a sample around its middle. */
  interface LegendSymbol {
    void draw(FigureCanvas pen, Point2D middle);
  }

  private record LegendEntry(LegendSymbol sample, String words, double width) {}

  FigureLegend add(String words, LegendSymbol sample) {
    entries.add(new LegendEntry(sample, words, SAMPLE));
    return this;
  }

  /** Words without a sample. */
  FigureLegend addNote(String words) {
    if (!words.isEmpty()) {
      entries.add(new LegendEntry((pen, middle) -> {}, words, 0));
    }
    return this;
  }

  FigureLegend addLine(String words, Color color, BasicStroke stroke) {
    return add(words, (pen, middle) -> pen.draw(dash(middle), color, stroke));
  }

  /** The marks of those rest points that occur. */
  FigureLegend addRestPoints(Stream<StabilityClass> occurring) {
    List<StabilityClass> found = occurring.distinct().toList();
    Arrays.stream(StabilityClass.values())
        .filter(found::contains)
        .forEach(
            s -> add(s.label(), (pen, middle) -> RestPointMarkers.drawRestPoint(pen, s, middle)));
    return this;
  }

  static Line2D dash(Point2D middle) {
    return new Line2D.Double(middle.getX() - 15, middle.getY(), middle.getX() + 15, middle.getY());
  }

  /** Height in pixels when set in this width; 0 without entries. */
  double height(FigureCanvas pen, double width) {
    List<List<LegendEntry>> rows = rows(pen, width);
    return rows.isEmpty() ? 0 : rows.size() * ROW + 8;
  }

  void draw(FigureCanvas pen, double width) {
    double middle = ROW / 2.0 + 4;
    for (List<LegendEntry> row : rows(pen, width)) {
      double x = LEFT;
      for (LegendEntry entry : row) {
        entry.sample().draw(pen, new Point2D.Double(x + entry.width() / 2, middle));
        double words = x + entry.width() + (entry.width() > 0 ? 6 : 0);
        pen.text(entry.words(), words, middle, FigurePalette.SMALL, SvgTextAnchor.START);
        x += needed(pen, entry);
      }
      middle += ROW;
    }
  }

  private List<List<LegendEntry>> rows(FigureCanvas pen, double width) {
    return LegendRows.of(entries, entry -> needed(pen, entry) - GAP, LEFT, width - LEFT, GAP);
  }

  private static double needed(FigureCanvas pen, LegendEntry entry) {
    return entry.width() + 6 + pen.width(entry.words(), FigurePalette.SMALL) + GAP;
  }
}
