package org.medchain.study.figure;

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
import org.w3c.dom.Element;

/** Data are drawn where they belong. GAME-11. */
final class PlacesTest {
  private static final Triangle TRIANGLE = new Triangle(60, 500, 490);

  @Property(seed = "11", tries = 300)
  void mixturesLieInsideTheTriangle(
      @ForAll @DoubleRange(min = 0, max = 1) double u,
      @ForAll @DoubleRange(min = 0, max = 1) double v) {
    double first = Math.min(u, v);
    double second = Math.abs(u - v);
    Point2D at = TRIANGLE.at(new Mix(first, second, 1 - first - second));
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
    assertThat(TRIANGLE.at(new Mix(1, 0, 0))).isEqualTo(new Point2D.Double(60, 500));
    assertThat(TRIANGLE.at(new Mix(0, 1, 0))).isEqualTo(new Point2D.Double(550, 500));
    assertThat(TRIANGLE.at(new Mix(0, 0, 1)).getX()).isEqualTo(305);
  }

  @Property(seed = "12", tries = 100)
  void flowPointsWhereSharesGrow(
      @ForAll @DoubleRange(min = -1, max = 1) double a,
      @ForAll @DoubleRange(min = -1, max = 1) double b) {
    Mix from = new Mix(0.3, 0.3, 0.4);
    double h = 0.1;
    Mix to = new Mix(0.3 + h * a, 0.3 + h * b, 0.4 - h * (a + b));
    Point2D direction = TRIANGLE.direction(new SimplexFigure.Flow(from, a, b, -a - b));
    assertThat(direction.getX() * h)
        .isCloseTo(TRIANGLE.at(to).getX() - TRIANGLE.at(from).getX(), within(1e-6));
    assertThat(direction.getY() * h)
        .isCloseTo(TRIANGLE.at(to).getY() - TRIANGLE.at(from).getY(), within(1e-6));
  }

  @Property(seed = "13", tries = 30)
  void gridsCountTheirPointsInOrder(@ForAll @IntRange(min = 1, max = 40) int steps) {
    SimplexGrid grid = new SimplexGrid(steps);
    List<Mix> points = grid.points();
    assertThat(points).hasSize(grid.size()).doesNotHaveDuplicates();
    assertThat(SimplexGrid.ofSize(points.size(), "test")).isEqualTo(grid);
    for (int i = 0; i <= steps; i++) {
      for (int j = 0; j <= steps - i; j++) {
        Mix point = points.get(grid.index(i, j));
        assertThat(point.first() * steps).isCloseTo(i, within(1e-9));
        assertThat(point.second() * steps).isCloseTo(j, within(1e-9));
      }
    }
  }

  @Test
  void theHeaviestStateIsDarkWhereItIs() {
    // All mass on (N, 0, 0): the darkest cell is at the lower left, and is the only one.
    Double[] masses = new Double[new SimplexGrid(4).size()];
    Arrays.fill(masses, 0.0);
    masses[new SimplexGrid(4).index(4, 0)] = 1.0;
    String svg =
        Svg.of(
            new SimplexDensityFigure(
                Samples.heading("one"),
                List.of("A", "B", "C"),
                Axis.between("p", 0, 1),
                List.of(masses)));
    List<Element> dark =
        Xmls.elements(svg, "path").stream().filter(path -> filled(path, "rgb(8,29,88)")).toList();
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
    Pen pen = new Pen(new SVGGraphics2D(720, 400));
    Axis x = Axis.between("x", 2, 4);
    Axis y = new Axis("y", 0.01, 100, true);
    Plane plane =
        Plane.draw(
            pen,
            new Rectangle2D.Double(0, 0, 720, 400),
            x,
            Scale.of(x, DoubleStream.empty()),
            y,
            Scale.of(y, DoubleStream.empty()));
    assertThat(plane.at(2, 0.01).getX()).isEqualTo(plane.area().getMinX());
    assertThat(plane.at(2, 0.01).getY()).isEqualTo(plane.area().getMaxY());
    assertThat(plane.at(4, 1).getX()).isEqualTo(plane.area().getMaxX());
    assertThat(plane.at(3, 1).getY()).isCloseTo(plane.area().getCenterY(), within(1e-9));
    assertThat(plane.at(3, 0).getY()).isNaN();
  }

  @Test
  void theFirstRowOfCellsIsTheLowest() {
    Axis axis = Axis.logarithmic("a");
    List<Double> xs = List.of(1.0, 10.0, 100.0);
    Plane plane =
        new Plane(
            Cells.scale(axis, xs),
            Cells.scale(axis, List.of(1.0, 10.0)),
            new Rectangle2D.Double(0, 0, 300, 200));
    Cells cells = Cells.on(plane, xs, List.of(1.0, 10.0));
    assertThat(cells.at(0, 0, 1)).isEqualTo(new Rectangle2D.Double(0, 100, 100, 100));
    assertThat(cells.at(1, 1, 3)).isEqualTo(new Rectangle2D.Double(100, 0, 200, 100));
    // The point itself is in the middle of its cell, also on a logarithmic axis.
    assertThat(cells.middle(1, 1)).isEqualTo(plane.at(10, 10));
  }

  @Test
  void selectionPointsUpWhereTheCurveIsAboveZero() {
    assertThat(GradientDrawing.directions(Samples.gradient()))
        .containsExactly(
            new GradientDrawing.Direction(0.175, -1), new GradientDrawing.Direction(0.675, 1));
  }

  @Test
  void lettersStandInTheirRegions() {
    RegionFigure figure = Samples.regions();
    List<Regions.Anchor> anchors = Regions.anchors(figure.cells());
    assertThat(anchors).extracting(Regions.Anchor::kind).containsExactlyInAnyOrder(0, 1, 2, 3);
    for (Regions.Anchor anchor : anchors) {
      assertThat(figure.cells().get(anchor.row()).get(anchor.column())).isEqualTo(anchor.kind());
      assertThat(anchor.depth()).isGreaterThan(2);
    }
  }
}
