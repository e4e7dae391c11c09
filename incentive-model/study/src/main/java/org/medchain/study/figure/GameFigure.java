package org.medchain.study.figure;

import java.awt.Color;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.XYDataset;
import org.medchain.experiments.drawing.ErrorBars;
import org.medchain.experiments.drawing.LegendBlock;
import org.medchain.experiments.drawing.Markup;
import org.medchain.experiments.drawing.PanelFrame;

/**
 * A figure of a game: white paper with the legend on top and the drawing under it.
 *
 * @param heading around it
 * @param legend of its marks
 * @param height of the drawing in pixels
 * @param plot the drawing
 */
public record GameFigure(
    FigureHeading heading, LegendItemCollection legend, int height, XYPlot plot) {
  private static final int WIDTH = 720;
  private static final int LEFT = 16;

  /**
   * An {@code svg} element, well-formed XML in the SVG name space, 720 units wide, ready for a
   * page: its identifiers begin with the figure's. The same data give the same text.
   */
  public String svg() {
    LegendBlock above = new LegendBlock(legend, LEFT, WIDTH);
    String element =
        PanelFrame.svg(
            WIDTH,
            above.height() + height,
            heading.id(),
            g2 -> {
              above.draw(g2);
              PanelFrame.chart(plot)
                  .draw(g2, new Rectangle2D.Double(0, above.height(), WIDTH, height));
            });
    int start = element.indexOf('>') + 1;
    return Markup.allowed(
        element.substring(0, start).replaceFirst("<svg ", "<svg role=\"img\" ")
            + Markup.element("title", heading.title())
            + Markup.element("desc", heading.caption())
            + element.substring(start));
  }

  /** A plane without series. */
  static XYPlot plane(ValueAxis x, ValueAxis y) {
    XYPlot plot = PanelFrame.plot(x, y);
    plot.setDomainGridlinesVisible(true);
    // Room for half of the labels at the ends.
    plot.setInsets(new RectangleInsets(10, 4, 0, 14));
    return plot;
  }

  /** Marks with bars: the next series of a plot, and its line in the legend. */
  static void marks(
      XYPlot plot, LegendItemCollection legend, String name, XYDataset data, ErrorBars bars) {
    int series = legend.getItemCount();
    Color color = FigurePalette.color(series);
    bars.setSeriesShape(0, FigurePalette.marker(series));
    add(plot, legend, data, bars);
    legend.add(LegendBlock.item(name, FigurePalette.marker(series), color, color, null));
  }

  /** The next series of a plot. */
  static void add(
      XYPlot plot, LegendItemCollection legend, XYDataset data, XYLineAndShapeRenderer renderer) {
    int series = legend.getItemCount();
    renderer.setSeriesPaint(0, FigurePalette.color(series));
    renderer.setSeriesFillPaint(0, FigurePalette.color(series));
    renderer.setSeriesStroke(0, FigurePalette.dashes(series));
    plot.setDataset(series, data);
    plot.setRenderer(series, renderer);
  }
}
