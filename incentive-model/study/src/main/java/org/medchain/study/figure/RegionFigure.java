package org.medchain.study.figure;

import java.util.List;

/**
 * Regions of two parameters, in each of which one thing holds.
 *
 * @param heading around it
 * @param x first parameter
 * @param y second parameter
 * @param xs its values, ascending
 * @param ys its values, ascending
 * @param categories at most eight; the first is drawn plain, as the absence of the others
 * @param cells a row for each of {@code ys}, in it an index of {@code categories} for each of
 *     {@code xs}
 * @param borders lines of theory over it
 */
public record RegionFigure(
    FigureHeading heading,
    FigureAxis x,
    FigureAxis y,
    List<Double> xs,
    List<Double> ys,
    List<RegionCategory> categories,
    List<List<Integer>> cells,
    List<BoundaryCurve> borders)
    implements GameFigure {
  /** Checks that there is a category for each cell. */
  public RegionFigure {
    xs = FigureChecks.requireAscending("xs", xs);
    ys = FigureChecks.requireAscending("ys", ys);
    categories = List.copyOf(categories);
    FigureChecks.requireAtMost("categories", categories.size(), FigurePalette.MAX_REGIONS);
    cells = FigureChecks.requireGrid("cells", cells, xs.size(), ys.size());
    for (List<Integer> row : cells) {
      for (int category : row) {
        if (category < 0 || category >= categories.size()) {
          throw new IllegalArgumentException(
              "cells: category " + category + " of " + categories.size());
        }
      }
    }
    borders = List.copyOf(borders);
  }

  /**
   * What may hold.
   *
   * @param name in the legend
   * @param letter in the region, one or two characters
   */
  public record RegionCategory(String name, String letter) {}
}
