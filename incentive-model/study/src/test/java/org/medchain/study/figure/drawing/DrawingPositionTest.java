package org.medchain.study.figure.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.jfree.svg.SVGGraphics2D;
import org.junit.jupiter.api.Test;
import org.medchain.study.figure.FigureAxis;
import org.medchain.study.figure.FittedScale;
import org.medchain.study.figure.RegionFigure;
import org.medchain.study.figure.SampleFigures;
import org.medchain.study.figure.SimplexDensityFigure;
import org.medchain.study.figure.SimplexFigure;
import org.medchain.study.figure.SimplexGrid;
import org.medchain.study.figure.SimplexPoint;
import org.medchain.study.figure.XmlAssertions;
import org.w3c.dom.Element;

/** Data are drawn where they belong. GAME-11. */
final class DrawingPositionTest {
  private static final SimplexTriangle TRIANGLE = new SimplexTriangle(60, 500, 490);

  @Property(seed = "11", tries = 300)
  void simplexPointsLieInsideTheTriangle(
      @ForAll @DoubleRange(min = 0, max = 1) double u,
      @ForAll @DoubleRange(min = 0, max = 1) double v) {
    double first = Math.min(u, v);
    double second = Math.abs(u - v);
    Point2D at = TRIANGLE.toPixels(new SimplexPoint(first, second, 1 - first - second));
    // Distances to the three sides add up to the height (Viviani), each at least 0.
    double height = TRIANGLE.bottom() - TRIANGLE.top();
    assertThat((TRIANGLE.bottom() - at.getY()) / height)
        .isCloseTo(1 - first - second, within(1e-9));
    double x = (at.getX() - TRIANGLE.left()) / TRIANGLE.side();
    assertThat(x).isBetween((1 - first - second) / 2 - 1e-9, 1 - (1 - first - second) / 2 + 1e-9);
    assertThat(TRIANGLE.outline().getBounds2D().createUnion(dot(at)))
        .isEqualTo(TRIANGLE.outline().getBounds2D());
  }

  private static Rectangle2D dot(Point2D at) {
    // Shrunk by rounding's worth towards the middle.
    double x = at.getX() + Math.signum(TRIANGLE.left() + 245 - at.getX()) * 1e-9;
    double y = at.getY() + Math.signum(300 - at.getY()) * 1e-9;
    return new Rectangle2D.Double(x, y, 0, 0);
  }

  @Test
  void cornersAreTheStrategies() {
    assertThat(TRIANGLE.toPixels(new SimplexPoint(1, 0, 0))).isEqualTo(new Point2D.Double(60, 500));
    assertThat(TRIANGLE.toPixels(new SimplexPoint(0, 1, 0)))
        .isEqualTo(new Point2D.Double(550, 500));
    assertThat(TRIANGLE.toPixels(new SimplexPoint(0, 0, 1)).getX()).isEqualTo(305);
  }

  @Property(seed = "12", tries = 100)
  void flowPointsWhereSharesGrow(
      @ForAll @DoubleRange(min = -1, max = 1) double a,
      @ForAll @DoubleRange(min = -1, max = 1) double b) {
    SimplexPoint from = new SimplexPoint(0.3, 0.3, 0.4);
    double h = 0.1;
    SimplexPoint to = new SimplexPoint(0.3 + h * a, 0.3 + h * b, 0.4 - h * (a + b));
    Point2D direction = TRIANGLE.direction(new SimplexFigure.SimplexVelocity(from, a, b, -a - b));
    assertThat(direction.getX() * h)
        .isCloseTo(TRIANGLE.toPixels(to).getX() - TRIANGLE.toPixels(from).getX(), within(1e-6));
    assertThat(direction.getY() * h)
        .isCloseTo(TRIANGLE.toPixels(to).getY() - TRIANGLE.toPixels(from).getY(), within(1e-6));
  }

  @Property(seed = "13", tries = 30)
  void gridsCountTheirPointsInOrder(@ForAll @IntRange(min = 1, max = 40) int steps) {
    SimplexGrid grid = new SimplexGrid(steps);
    List<SimplexPoint> points = grid.points();
    assertThat(points).hasSize(grid.size()).doesNotHaveDuplicates();
    assertThat(SimplexGrid.ofSize(points.size(), "test")).isEqualTo(grid);
    for (int i = 0; i <= steps; i++) {
      for (int j = 0; j <= steps - i; j++) {
        SimplexPoint point = points.get(grid.index(i, j));
        assertThat(point.first() * steps).isCloseTo(i, within(1e-9));
        assertThat(point.second() * steps).isCloseTo(j, within(1e-9));
      }
    }
  }

  @Test
  void darkestCellIsTheMostProbableState() {
    // All mass on (N, 0, 0): the darkest cell is at the lower left, and is the only one.
    Double[] masses = new Double[new SimplexGrid(4).size()];
    Arrays.fill(masses, 0.0);
    masses[new SimplexGrid(4).index(4, 0)] = 1.0;
    String svg =
        FigureSvg.of(
            new SimplexDensityFigure(
                SampleFigures.heading("one"),
                List.of("A", "B", "C"),
                FigureAxis.between("p", 0, 1),
                List.of(masses)));
    List<Element> dark =
        XmlAssertions.elements(svg, "path").stream()
            .filter(path -> filled(path, "rgb(8,29,88)"))
            .toList();
    assertThat(dark).hasSize(1);
    assertThat(dark.getFirst().getAttribute("d")).startsWith("M60,").containsOnlyOnce("M");
  }

  private static boolean filled(Element path, String color) {
    String style =
        path.getAttribute("style") + ((Element) path.getParentNode()).getAttribute("style");
    return style.contains("fill:" + color);
  }

  @Test
  void aPlaneHasItsCornersAtTheEndsOfItsAxes() {
    FigureCanvas pen = new FigureCanvas(new SVGGraphics2D(720, 400));
    FigureAxis x = FigureAxis.between("x", 2, 4);
    FigureAxis y = new FigureAxis("y", 0.01, 100, true);
    PlotArea plane =
        PlotArea.draw(
            pen,
            new Rectangle2D.Double(0, 0, 720, 400),
            x,
            FittedScale.of(x, DoubleStream.empty()),
            y,
            FittedScale.of(y, DoubleStream.empty()));
    assertThat(plane.toPixels(2, 0.01).getX()).isEqualTo(plane.area().getMinX());
    assertThat(plane.toPixels(2, 0.01).getY()).isEqualTo(plane.area().getMaxY());
    assertThat(plane.toPixels(4, 1).getX()).isEqualTo(plane.area().getMaxX());
    assertThat(plane.toPixels(3, 1).getY()).isCloseTo(plane.area().getCenterY(), within(1e-9));
    assertThat(plane.toPixels(3, 0).getY()).isNaN();
  }

  @Test
  void theFirstRowOfCellsIsTheLowest() {
    FigureAxis axis = FigureAxis.logarithmic("a");
    List<Double> xs = List.of(1.0, 10.0, 100.0);
    PlotArea plane =
        new PlotArea(
            GridCells.scale(axis, xs),
            GridCells.scale(axis, List.of(1.0, 10.0)),
            new Rectangle2D.Double(0, 0, 300, 200));
    GridCells cells = GridCells.of(plane, xs, List.of(1.0, 10.0));
    assertThat(cells.at(0, 0, 1)).isEqualTo(new Rectangle2D.Double(0, 100, 100, 100));
    assertThat(cells.at(1, 1, 3)).isEqualTo(new Rectangle2D.Double(100, 0, 200, 100));
    // The point itself is in the middle of its cell, also on a logarithmic axis.
    assertThat(cells.center(1, 1)).isEqualTo(plane.toPixels(10, 10));
  }

  @Test
  void selectionPointsUpWhereTheCurveIsAboveZero() {
    assertThat(GradientDrawing.directions(SampleFigures.gradient()))
        .containsExactly(
            new GradientDrawing.SelectionArrow(0.175, -1),
            new GradientDrawing.SelectionArrow(0.675, 1));
  }

  @Test
  void regionLettersLieInsideTheirRegions() {
    RegionFigure figure = SampleFigures.regions();
    List<ConnectedRegions.LabelCell> anchors = ConnectedRegions.anchors(figure.cells());
    assertThat(anchors)
        .extracting(ConnectedRegions.LabelCell::category)
        .containsExactlyInAnyOrder(0, 1, 2, 3);
    for (ConnectedRegions.LabelCell anchor : anchors) {
      assertThat(figure.cells().get(anchor.row()).get(anchor.column()))
          .isEqualTo(anchor.category());
      assertThat(anchor.distanceToBorder()).isGreaterThan(2);
    }
  }
}
