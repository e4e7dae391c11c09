package org.medchain.study.figure;

import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.medchain.study.figure.Words.Anchor;

/** Draws a {@link RegionFigure}: each region in a colour and hatching, its letter in its middle. */
final class RegionDrawing {
  private static final double BODY = 440;

  private final RegionFigure figure;
  private final Sheet sheet;
  private final Pen pen;
  private final Plane plane;
  private final Cells cells;

  private RegionDrawing(RegionFigure figure) {
    this.figure = figure;
    this.sheet = new Sheet(figure.heading(), legend(figure), BODY);
    this.pen = sheet.pen();
    Scale x = Cells.scale(figure.x(), figure.xs());
    Scale y = Cells.scale(figure.y(), figure.ys());
    this.plane = Plane.draw(pen, sheet.body(), figure.x(), x, figure.y(), y);
    this.cells = Cells.on(plane, figure.xs(), figure.ys());
  }

  static String draw(RegionFigure figure) {
    RegionDrawing drawing = new RegionDrawing(figure);
    drawing.pen.inside(drawing.plane.area(), drawing::regions);
    BorderDrawing.draw(drawing.pen, drawing.plane, figure.borders());
    drawing.letters();
    drawing.pen.draw(drawing.plane.area(), Looks.FAINT, Looks.THIN);
    return drawing.sheet.svg();
  }

  private static Legend legend(RegionFigure figure) {
    Legend legend = new Legend();
    for (int k = 0; k < figure.categories().size(); k++) {
      int kind = k;
      RegionFigure.Category category = figure.categories().get(k);
      legend.add(
          category.name(),
          (pen, at) -> {
            Rectangle2D box = new Rectangle2D.Double(at.getX() - 16, at.getY() - 9, 32, 18);
            Hatching.fill(pen, box, kind);
            pen.draw(box, Looks.FAINT, Looks.THIN);
            letter(pen, category.letter(), at);
          });
    }
    BorderDrawing.legend(legend, figure.borders());
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
    for (Regions.Anchor anchor : Regions.anchors(figure.cells())) {
      Point2D at = cells.middle(anchor.row(), anchor.column());
      // A region too small for a letter is known by its hatching.
      if ((2 * anchor.depth() - 1) * cells.least() >= 15 && plane.shows(at)) {
        letter(pen, figure.categories().get(anchor.kind()).letter(), at);
      }
    }
  }

  private static void letter(Pen pen, String letter, Point2D at) {
    pen.label(letter, at.getX(), at.getY(), Looks.BOLD, Anchor.MIDDLE);
  }
}
