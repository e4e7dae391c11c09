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
import org.jfree.svg.SVGGraphics2D;
import org.junit.jupiter.api.Test;
import org.medchain.experiments.drawing.Scale;
import org.medchain.game.dynamics.PhasePortrait.FlowArrow;
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
    Point2D at = TRIANGLE.toPixels(first, second, 1 - first - second);
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
    assertThat(TRIANGLE.toPixels(1, 0, 0)).isEqualTo(new Point2D.Double(60, 500));
    assertThat(TRIANGLE.toPixels(0, 1, 0)).isEqualTo(new Point2D.Double(550, 500));
    assertThat(TRIANGLE.toPixels(0, 0, 1).getX()).isEqualTo(305);
  }

  @Property(seed = "12", tries = 100)
  void flowPointsWhereSharesGrow(
      @ForAll @DoubleRange(min = -1, max = 1) double a,
      @ForAll @DoubleRange(min = -1, max = 1) double b) {
    double[] from = {0.3, 0.3, 0.4};
    double h = 0.1;
    double[] to = {0.3 + h * a, 0.3 + h * b, 0.4 - h * (a + b)};
    FlowArrow arrow = new FlowArrow(from, new double[] {a, b, -a - b});
    Point2D direction = FlowMarks.DrawnArrow.of(arrow, TRIANGLE::toPixels).direction();
    assertThat(direction.getX() * h)
        .isCloseTo(TRIANGLE.toPixels(to).getX() - TRIANGLE.toPixels(from).getX(), within(1e-6));
    assertThat(direction.getY() * h)
        .isCloseTo(TRIANGLE.toPixels(to).getY() - TRIANGLE.toPixels(from).getY(), within(1e-6));
  }

  @Test
  void darkestCellIsTheMostProbableState() {
    // Nearly all mass on (N, 0, 0), the last state: the darkest cell is at the lower left.
    Double[] masses = new Double[15];
    Arrays.fill(masses, 1e-9);
    masses[14] = 1.0;
    String svg =
        DensityFigure.ofThree(SampleFigures.heading("one"), List.of("A", "B", "C"), List.of(masses))
            .svg();
    List<Element> corner =
        XmlAssertions.elements(svg, "path").stream()
            .filter(path -> path.getAttribute("d").startsWith("M60,"))
            .toList();
    assertThat(corner).isNotEmpty();
    for (Element path : corner) {
      assertThat(path.getAttribute("d")).containsOnlyOnce("M");
      assertThat(filled(path, "rgb(255,255,217)")).isFalse();
    }
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
            x.label(),
            x.fit(DoubleStream.empty()),
            y.label(),
            y.fit(DoubleStream.empty()));
    assertThat(plane.toPixels(2, 0.01).getX()).isEqualTo(plane.area().getMinX());
    assertThat(plane.toPixels(2, 0.01).getY()).isEqualTo(plane.area().getMaxY());
    assertThat(plane.toPixels(4, 1).getX()).isEqualTo(plane.area().getMaxX());
    assertThat(plane.toPixels(3, 1).getY()).isCloseTo(plane.area().getCenterY(), within(1e-9));
    assertThat(plane.toPixels(3, 0).getY()).isNaN();
  }

  @Test
  void theFirstRowOfCellsIsTheLowest() {
    GridFigure grid =
        new GridFigure(
            FigureAxis.linear("a"),
            FigureAxis.linear("b"),
            List.of(1.0, 2.0, 3.0),
            List.of(1.0, 2.0));
    PlotArea plane =
        new PlotArea(
            new Scale(false, 0.5, 3.5),
            new Scale(false, 0.5, 2.5),
            new Rectangle2D.Double(0, 0, 300, 200));
    assertThat(grid.cell(plane, 0, 0, 1)).isEqualTo(new Rectangle2D.Double(0, 100, 100, 100));
    assertThat(grid.cell(plane, 1, 1, 3)).isEqualTo(new Rectangle2D.Double(100, 0, 200, 100));
  }

  @Test
  void selectionPointsUpWhereTheShareGrows() {
    assertThat(SampleFigures.conflict().directions())
        .containsExactly(
            new FlowFigure.SelectionArrow(1.0 / 3, 1),
            new FlowFigure.SelectionArrow((2.0 / 3 + 1) / 2, -1));
  }
}
