package org.medchain.study.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Rectangle2D;
import java.util.stream.DoubleStream;
import org.jfree.svg.SVGGraphics2D;
import org.junit.jupiter.api.Test;

/** Data are drawn where they belong. GAME-11. */
final class DrawingPositionTest {
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

  /** Each path is a line of its own, which does not cross the gap. */
  @Test
  void gapsPartPaths() {
    GameFigure plane =
        SampleFigures.all().stream()
            .filter(each -> each.heading().id().equals("plane"))
            .findFirst()
            .orElseThrow();
    assertThat(XmlAssertions.elements(plane.svg(), "path"))
        .filteredOn(path -> path.getAttribute("d").split("M", -1).length == 3)
        .singleElement()
        .satisfies(path -> assertThat(path.getAttribute("d").split("L", -1)).hasSize(4));
  }
}
