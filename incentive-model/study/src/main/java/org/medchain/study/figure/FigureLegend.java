package org.medchain.study.figure;

import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.util.ArrayList;
import java.util.List;
import org.medchain.experiments.drawing.LegendRows;

/** The legend of a figure's marks, in as many rows above it as needed. */
public final class FigureLegend {
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

  static Line2D dash(Point2D middle) {
    return new Line2D.Double(middle.getX() - 15, middle.getY(), middle.getX() + 15, middle.getY());
  }

  /** Height in pixels when set in this width; 0 without entries. */
  double height() {
    List<List<LegendEntry>> rows = rows();
    return rows.isEmpty() ? 0 : rows.size() * ROW + 8;
  }

  void draw(FigureCanvas pen) {
    double middle = ROW / 2.0 + 4;
    for (List<LegendEntry> row : rows()) {
      double x = LEFT;
      for (LegendEntry entry : row) {
        entry.sample().draw(pen, new Point2D.Double(x + entry.width() / 2, middle));
        double words = x + entry.width() + (entry.width() > 0 ? 6 : 0);
        pen.text(entry.words(), words, middle, FigurePalette.SMALL, SvgText.Anchor.START);
        x += needed(entry);
      }
      middle += ROW;
    }
  }

  private List<List<LegendEntry>> rows() {
    return LegendRows.of(entries, entry -> needed(entry) - GAP, LEFT, GameFigure.WIDTH - LEFT, GAP);
  }

  private static double needed(LegendEntry entry) {
    return entry.width() + 6 + FigureCanvas.width(entry.words(), FigurePalette.SMALL) + GAP;
  }
}
