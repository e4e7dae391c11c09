package org.medchain.faults.result;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYBoxAnnotation;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.svg.MeetOrSlice;
import org.jfree.svg.PreserveAspectRatio;
import org.jfree.svg.SVGGraphics2D;
import org.jfree.svg.ViewBox;
import org.medchain.experiments.drawing.Markup;
import org.medchain.experiments.drawing.Palette;
import org.medchain.experiments.drawing.PanelFrame;
import org.medchain.experiments.drawing.QuantityScale;
import org.medchain.experiments.drawing.Scale;
import org.medchain.experiments.drawing.Tick;
import org.medchain.experiments.drawing.TickAxis;
import org.medchain.faults.result.FaultLanes.PlacedFault;

/** Something over the time of a run, with the faults as shaded bands whose names stand on top. */
final class TimeChart {
  private static final int HEIGHT = 330;
  private static final int LEFT = 70;
  private static final int RIGHT = 6;
  private static final int BOTTOM = 42;
  private static final int LEGEND = 26;
  private static final double LANE = 15;
  private static final double CHARACTER = 5.4;
  private static final Font SMALL = new Font(Font.SANS_SERIF, Font.PLAIN, 10);
  private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
  private static final Color BAND = new Color(0xF6E3C8);
  private static final Color BAR = new Color(0xE9B872);

  private final String id;
  private final String title;
  private final int width;
  private final double endS;
  private final QuantityScale y;
  private final XYPlot plot;

  /**
   * The plane with the faults.
   *
   * @param id of the drawing, a prefix of its identifiers
   * @param title for those who cannot see it
   * @param test the run
   * @param width in pixels
   * @param y the upright axis
   * @param yLabel what it shows
   */
  TimeChart(String id, String title, FinishedTest test, int width, QuantityScale y, String yLabel) {
    this.id = id;
    this.title = title;
    this.width = width;
    this.endS = Math.max(1, test.endNs() / 1e9);
    this.y = y;
    double plotPx = width - LEFT - RIGHT;
    List<PlacedFault> faults =
        FaultLanes.place(test.faults(), plotPx / endS / 1e9, plotPx, CHARACTER);
    int lanes = FaultLanes.count(faults);
    double laneHeight = (y.high() - y.low()) * LANE / (HEIGHT - BOTTOM - LEGEND - lanes * LANE);
    TickAxis time = PanelFrame.axis(timeTicks(width));
    time.setLabel("seconds from the beginning of the load");
    time.setRange(0, endS);
    TickAxis values = PanelFrame.axis(y.ticks());
    values.setLabel(yLabel);
    values.setRange(y.low(), y.high() + lanes * laneHeight);
    plot = PanelFrame.plot(time, values, LEFT, BOTTOM);
    faults.forEach(each -> add(each, laneHeight));
  }

  private List<Tick> timeTicks(int width) {
    double step = Scale.step(endS * 60 / width);
    List<Tick> ticks = new ArrayList<>();
    for (double at = 0; at <= endS; at += step) {
      ticks.add(new Tick(at, step < 1 ? String.valueOf(at) : String.valueOf(Math.round(at))));
    }
    return ticks;
  }

  private void add(PlacedFault fault, double laneHeight) {
    double fromS = fault.span().fromNs() / 1e9;
    double untilS = fault.span().untilNs() / 1e9;
    IntervalMarker band = new IntervalMarker(fromS, untilS);
    band.setPaint(BAND);
    band.setAlpha(0.5f);
    plot.addDomainMarker(band, Layer.BACKGROUND);
    double bottom = y.high() + fault.lane() * laneHeight;
    plot.addAnnotation(
        new XYBoxAnnotation(
            fromS, bottom + 0.1 * laneHeight, untilS, bottom + 0.9 * laneHeight, null, null, BAR));
    if (!fault.label().isEmpty()) {
      XYTextAnnotation label =
          new XYTextAnnotation(
              fault.label(), fault.leftward() ? untilS : fromS, bottom + laneHeight / 2);
      label.setFont(SMALL);
      label.setPaint(Palette.INK);
      label.setTextAnchor(fault.leftward() ? TextAnchor.CENTER_RIGHT : TextAnchor.CENTER_LEFT);
      plot.addAnnotation(label);
    }
  }

  /** For data, whose places are those of the scales. */
  XYPlot plot() {
    return plot;
  }

  /** Width of a pixel, in seconds. */
  double pixelS() {
    return endS / (width - LEFT - RIGHT);
  }

  /** Height of about a pixel, in places of the upright axis. */
  double pixelY() {
    return (y.high() - y.low()) / (HEIGHT - BOTTOM - LEGEND);
  }

  /** The text of an SVG file. */
  String svg() {
    JFreeChart chart = PanelFrame.chart(plot);
    LegendTitle legend = new LegendTitle(plot);
    legend.setPosition(RectangleEdge.TOP);
    legend.setItemFont(TEXT);
    legend.setItemPaint(Palette.INK);
    legend.setPadding(new RectangleInsets(2, LEFT / 2.0, 4, 4));
    chart.addLegend(legend);
    SVGGraphics2D g2 = PanelFrame.paper(width, HEIGHT, id);
    g2.setPaint(Color.WHITE);
    g2.fill(new Rectangle2D.Double(0, 0, width, HEIGHT));
    g2.setStroke(new BasicStroke(1));
    chart.draw(g2, new Rectangle2D.Double(0, 0, width, HEIGHT));
    String svg =
        g2.getSVGElement(
            id,
            true,
            new ViewBox(0, 0, width, HEIGHT),
            PreserveAspectRatio.XMID_YMID,
            MeetOrSlice.MEET);
    int start = svg.indexOf('>') + 1;
    return Markup.allowed(
        svg.substring(0, start) + Markup.element("title", title) + svg.substring(start) + "\n");
  }
}
