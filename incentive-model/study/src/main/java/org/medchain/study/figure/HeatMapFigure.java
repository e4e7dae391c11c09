package org.medchain.study.figure;

import java.util.List;

/**
 * A quantity over two parameters.
 *
 * @param heading around it
 * @param x first parameter
 * @param y second parameter
 * @param scale the quantity with its unit, for the colour bar
 * @param xs values of the first parameter, ascending
 * @param ys values of the second, ascending
 * @param values a row for each of {@code ys}, in it a value for each of {@code xs}; NaN where there
 *     is none, drawn as a crossed cell
 * @param borders lines of theory over it
 */
public record HeatMapFigure(
    FigureHeading heading,
    FigureAxis x,
    FigureAxis y,
    FigureAxis scale,
    List<Double> xs,
    List<Double> ys,
    List<List<Double>> values,
    List<BoundaryCurve> borders)
    implements GameFigure {
  /** Checks that there is a value for each cell. */
  public HeatMapFigure {
    xs = FigureChecks.requireAscending("xs", xs);
    ys = FigureChecks.requireAscending("ys", ys);
    values = FigureChecks.requireGrid("values", values, xs.size(), ys.size());
    borders = List.copyOf(borders);
  }
}
