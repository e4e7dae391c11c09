package org.medchain.study.figure.drawing;

import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.medchain.experiments.drawing.Scale;
import org.medchain.study.figure.FigurePalette;
import org.medchain.study.figure.RegionFigure;
import org.medchain.study.figure.drawing.SvgText.SvgTextAnchor;

/** Draws a {@link RegionFigure}: each region in a colour and hatching, its letter in its middle. */
final class RegionDrawing {
  private static final double BODY = 440;

  private final RegionFigure figure;
  private final FigureFrame sheet;
  private final FigureCanvas pen;
  private final PlotArea plane;
  private final GridCells cells;

  private RegionDrawing(RegionFigure figure) {
    this.figure = figure;
    this.sheet = new FigureFrame(figure.heading(), legend(figure), BODY);
    this.pen = sheet.pen();
    Scale x = GridCells.scale(figure.x(), figure.xs());
    Scale y = GridCells.scale(figure.y(), figure.ys());
    this.plane = PlotArea.draw(pen, sheet.drawingArea(), figure.x(), x, figure.y(), y);
    this.cells = GridCells.of(plane, figure.xs(), figure.ys());
  }

  static String draw(RegionFigure figure) {
    RegionDrawing drawing = new RegionDrawing(figure);
    drawing.pen.withClip(drawing.plane.area(), drawing::regions);
    BoundaryCurveDrawing.draw(drawing.pen, drawing.plane, figure.borders());
    drawing.letters();
    drawing.pen.draw(drawing.plane.area(), FigurePalette.MUTED, FigurePalette.THIN);
    return drawing.sheet.svg();
  }

  private static FigureLegend legend(RegionFigure figure) {
    FigureLegend legend = new FigureLegend();
    for (int k = 0; k < figure.categories().size(); k++) {
      int kind = k;
      RegionFigure.RegionCategory category = figure.categories().get(k);
      legend.add(
          category.name(),
          (pen, at) -> {
            Rectangle2D box = new Rectangle2D.Double(at.getX() - 16, at.getY() - 9, 32, 18);
            Hatching.fill(pen, box, kind);
            pen.draw(box, FigurePalette.MUTED, FigurePalette.THIN);
            letter(pen, category.letter(), at);
          });
    }
    BoundaryCurveDrawing.legend(legend, figure.borders());
    return legend;
  }

  private void regions() {
    for (int kind = 0; kind < figure.categories().size(); kind++) {
      Path2D region = new Path2D.Double();
      for (int row = 0; row < figure.ys().size(); row++) {
        runs(region, row, kind);
      }
      if (region.getCurrentPoint() != null) {
        Hatching.fill(pen, region, kind);
      }
    }
  }

  /** Adds the cells of a kind in a row; neighbours become one rectangle. */
  private void runs(Path2D region, int row, int kind) {
    List<Integer> kinds = figure.cells().get(row);
    int from = 0;
    for (int column = 1; column <= kinds.size(); column++) {
      if (column == kinds.size() || !kinds.get(column).equals(kinds.get(from))) {
        if (kinds.get(from) == kind) {
          region.append(cells.at(row, from, column), false);
        }
        from = column;
      }
    }
  }

  private void letters() {
    for (ConnectedRegions.LabelCell anchor : ConnectedRegions.anchors(figure.cells())) {
      Point2D at = cells.center(anchor.row(), anchor.column());
      // A region too small for a letter is known by its hatching.
      if ((2 * anchor.distanceToBorder() - 1) * cells.minimumExtent() >= 15 && plane.contains(at)) {
        letter(pen, figure.categories().get(anchor.category()).letter(), at);
      }
    }
  }

  private static void letter(FigureCanvas pen, String letter, Point2D at) {
    pen.label(letter, at.getX(), at.getY(), FigurePalette.BOLD, SvgTextAnchor.MIDDLE);
  }
}
