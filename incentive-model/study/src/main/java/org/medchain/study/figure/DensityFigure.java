package org.medchain.study.figure;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.DoubleStream;
import org.medchain.experiments.drawing.Scale;

/** How often a finite population is in each of its states, in the long run. */
public final class DensityFigure {
  private static final double BODY = 380;
  private static final double DECADES = 8;

  private DensityFigure() {}

  /**
   * Two strategies, a bar for each state.
   *
   * @param masses probability of each count of the first strategy
   */
  public static GameFigure ofTwo(
      FigureHeading heading, String name, String label, List<Double> masses) {
    FigureAxis counts = FigureAxis.between(label, -0.6, masses.size() - 0.4);
    FigureAxis probability = FigureAxis.linear("probability");
    return GameFigure.onPlane(
        heading,
        new FigureLegend().addNote(name),
        BODY,
        counts,
        counts.fit(DoubleStream.empty()),
        probability,
        // From 0, since areas are compared.
        probability.fit(
            DoubleStream.concat(
                DoubleStream.of(0), masses.stream().mapToDouble(Double::doubleValue))),
        (pen, plane) -> pen.withClip(plane.area(), () -> bars(pen, plane, masses)));
  }

  private static void bars(FigureCanvas pen, PlotArea plane, List<Double> masses) {
    for (int i = 0; i < masses.size(); i++) {
      Point2D left = plane.toPixels(i - 0.4, masses.get(i));
      Point2D right = plane.toPixels(i + 0.4, masses.get(i));
      double height = plane.area().getMaxY() - left.getY();
      if (height > 0) {
        pen.fill(
            new Rectangle2D.Double(left.getX(), left.getY(), right.getX() - left.getX(), height),
            FigurePalette.BLUE);
      }
    }
  }

  /**
   * Three strategies: rows of bricks, one for each state, the row's height above the base being the
   * count of the third strategy.
   *
   * @param masses probability of each state, by the count of the first strategy from 0 up and among
   *     those by the count of the second
   */
  public static GameFigure ofThree(
      FigureHeading heading, List<String> strategies, List<Double> masses) {
    FigureAxis axis = FigureAxis.logarithmic("probability");
    Scale fitted = axis.fit(masses.stream().mapToDouble(Double::doubleValue));
    // Lower ones than eight decades are the lightest colour.
    Scale scale = new Scale(true, Math.max(fitted.low(), fitted.high() - DECADES), fitted.high());
    return new GameFigure(
        heading,
        new FigureLegend(),
        SimplexTriangle.BODY,
        (pen, area) -> {
          SimplexTriangle triangle = SimplexTriangle.in(area);
          bricks(triangle, scale, masses).draw(pen, ColorRamp::color);
          ColorRamp.bar(pen, triangle.bottom() - 300, 300, scale, axis.label(), ColorRamp::color);
          triangle.drawCornerNames(pen, strategies);
        });
  }

  private static ColorRamp.Shapes bricks(
      SimplexTriangle triangle, Scale scale, List<Double> masses) {
    // (size + 1)(size + 2)/2 states.
    int size = (int) Math.round((Math.sqrt(8.0 * masses.size() + 1) - 3) / 2);
    double width = triangle.side() / (size + 1);
    double height = (triangle.bottom() - triangle.top()) / (size + 1);
    ColorRamp.Shapes shades = new ColorRamp.Shapes();
    for (int third = 0; third <= size; third++) {
      double top = triangle.bottom() - (third + 1) * height;
      double left = triangle.left() + width * third / 2.0;
      int from = 0;
      for (int second = 1; second <= size - third + 1; second++) {
        int level = level(scale, masses, size, third, from);
        // Neighbours of one colour become one brick: a large population has 20,000 states.
        if (second > size - third || level(scale, masses, size, third, second) != level) {
          shades.add(
              level,
              new Rectangle2D.Double(left + width * from, top, width * (second - from), height));
          from = second;
        }
      }
    }
    return shades;
  }

  private static int level(Scale scale, List<Double> masses, int size, int third, int second) {
    int first = size - third - second;
    // The counts of the first strategy before have size + 1, size, … states.
    double share = scale.share(masses.get(first * (size + 1) - first * (first - 1) / 2 + second));
    // No logarithm of 0: less than everything else.
    return Double.isNaN(share) ? 0 : ColorRamp.level(share);
  }
}
