package org.medchain.experiments.drawing;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.function.Consumer;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.svg.MeetOrSlice;
import org.jfree.svg.PreserveAspectRatio;
import org.jfree.svg.SVGGraphics2D;
import org.jfree.svg.ViewBox;
import org.medchain.experiments.results.ReportSentence;

/** What all panels have in common, axes, grid, margins and paper. */
public final class PanelFrame {
  private PanelFrame() {}

  /** An axis in the common style, without a line. */
  public static <A extends ValueAxis> A styled(A axis) {
    axis.setAxisLineVisible(false);
    axis.setTickMarkPaint(Palette.GRID);
    axis.setTickLabelFont(ChartStyle.SMALL);
    axis.setTickLabelPaint(Palette.INK);
    axis.setLabelFont(ChartStyle.TEXT);
    axis.setLabelPaint(Palette.INK);
    return axis;
  }

  /** A plane with lines across at the ticks of its upright axis. */
  public static XYPlot plot(ValueAxis x, ValueAxis y) {
    XYPlot plot = new XYPlot(null, x, y, null);
    plot.setBackgroundPaint(Color.WHITE);
    plot.setOutlinePaint(Palette.GRID);
    plot.setDomainGridlinesVisible(false);
    plot.setDomainGridlinePaint(Palette.GRID);
    plot.setDomainGridlineStroke(ChartStyle.THIN);
    plot.setRangeGridlinePaint(Palette.GRID);
    plot.setRangeGridlineStroke(ChartStyle.THIN);
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setInsets(new RectangleInsets(2, 0, 0, 6));
    return plot;
  }

  /** The plane as a chart without title and legend. */
  public static JFreeChart chart(XYPlot plot) {
    JFreeChart chart = new JFreeChart(null, ChartStyle.BOLD, plot, false);
    chart.setBackgroundPaint(null);
    chart.setPadding(RectangleInsets.ZERO_INSETS);
    return chart;
  }

  /**
   * A drawing as an {@code svg} element, ready for a page.
   *
   * @param id of the element, and prefix of the identifiers in it
   */
  public static String svg(int width, int height, String id, Consumer<Graphics2D> drawing) {
    SVGGraphics2D g2 = new SVGGraphics2D(width, height);
    g2.setDefsKeyPrefix(id + "-");
    // Hundredths of a pixel are enough, and make the page a third smaller.
    g2.setGeomDoubleConverter(PanelFrame::coordinate);
    g2.setTransformDoubleConverter(PanelFrame::coordinate);
    g2.setPaint(Color.WHITE);
    g2.fill(new Rectangle2D.Double(0, 0, width, height));
    drawing.accept(g2);
    return g2.getSVGElement(
        id,
        false,
        new ViewBox(0, 0, width, height),
        PreserveAspectRatio.XMID_YMID,
        MeetOrSlice.MEET);
  }

  /** A JDK on a bare system may find no fonts, and says so with all kinds of errors. */
  public static String trouble() {
    try {
      new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)
          .createGraphics()
          .getFontMetrics(ChartStyle.TEXT)
          .stringWidth("n");
      return "";
    } catch (RuntimeException | LinkageError | InternalError e) {
      return ReportSentence.of("page.no-fonts");
    }
  }

  private static String coordinate(double value) {
    String text = String.format(Locale.ROOT, "%.2f", value);
    return text.endsWith(".00") ? text.substring(0, text.length() - 3) : text;
  }
}
