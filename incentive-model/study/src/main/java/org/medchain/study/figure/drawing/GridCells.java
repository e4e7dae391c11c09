package org.medchain.study.figure.drawing;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.medchain.experiments.drawing.Scale;
import org.medchain.study.figure.FigureAxis;
import org.medchain.study.figure.FittedScale;

/**
 * Cells around the points of a grid of two parameters, borders halfway between neighbours on the
 * paper (so on logarithmic axes the geometric mean).
 */
final class GridCells {
  private final double[] lefts;
  private final double[] bottoms;

  private GridCells(double[] lefts, double[] bottoms) {
    this.lefts = lefts;
    this.bottoms = bottoms;
  }

  /** The cells of a plane, in pixels. */
  static GridCells of(PlotArea plane, List<Double> xs, List<Double> ys) {
    return new GridCells(
        halves(xs.stream().mapToDouble(x -> plane.toPixels(x, Double.NaN).getX()).toArray()),
        halves(ys.stream().mapToDouble(y -> plane.toPixels(Double.NaN, y).getY()).toArray()));
  }

  /** The scale of an axis such that outer cells are seen whole. */
  static Scale scale(FigureAxis axis, List<Double> values) {
    Scale bare = FittedScale.of(axis, values.stream().mapToDouble(Double::doubleValue));
    double[] places = values.stream().mapToDouble(bare::place).filter(Double::isFinite).toArray();
    if (places.length == 0) {
      return bare;
    }
    double[] edges = halves(places);
    return new Scale(
        bare.logarithmic(),
        Double.isNaN(axis.low()) ? edges[0] : bare.low(),
        Double.isNaN(axis.high()) ? edges[edges.length - 1] : bare.high());
  }

  private static double[] halves(double[] middles) {
    int n = middles.length;
    double[] edges = new double[n + 1];
    for (int i = 1; i < n; i++) {
      edges[i] = (middles[i - 1] + middles[i]) / 2;
    }
    if (n == 1) {
      // A cell alone has no neighbour to tell its size.
      double half = middles[0] == 0 ? 0.5 : Math.abs(middles[0]) / 2;
      edges[0] = middles[0] - half;
      edges[1] = middles[0] + half;
    } else if (n > 1) {
      edges[0] = 2 * middles[0] - edges[1];
      edges[n] = 2 * middles[n - 1] - edges[n - 1];
    }
    return edges;
  }

  /** Neighbouring cells of a row. */
  Rectangle2D at(int row, int from, int to) {
    return new Rectangle2D.Double(
        lefts[from],
        Math.min(bottoms[row], bottoms[row + 1]),
        lefts[to] - lefts[from],
        Math.abs(bottoms[row] - bottoms[row + 1]));
  }

  Point2D center(int row, int column) {
    Rectangle2D cell = at(row, column, column + 1);
    return new Point2D.Double(cell.getCenterX(), cell.getCenterY());
  }

  /** Least extent of a cell, for the size of letters. */
  double minimumExtent() {
    return DoubleStream.concat(extents(lefts), extents(bottoms)).min().orElse(0);
  }

  private static DoubleStream extents(double[] edges) {
    return IntStream.range(1, edges.length).mapToDouble(i -> Math.abs(edges[i] - edges[i - 1]));
  }
}
