package org.medchain.experiments.drawing;

import java.awt.BasicStroke;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Shape;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.block.FlowArrangement;
import org.jfree.chart.block.RectangleConstraint;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.VerticalAlignment;
import org.jfree.svg.SVGGraphics2D;

/** A legend above a drawing, in as many rows as needed. */
public final class LegendBlock {
  /** In place of a mark. */
  public static final Shape NOTHING = new Rectangle2D.Double();

  private static final double GAP = 18;
  private static final double BETWEEN_ROWS = 4;
  private static final Shape SAMPLE = new Line2D.Double(-15, 0, 15, 0);

  private final double left;
  private final double width;
  private final int height;
  private final LegendTitle title;

  /**
   * A legend.
   *
   * @param left where it begins
   * @param right where it ends
   */
  public LegendBlock(LegendItemCollection items, double left, double right) {
    this.left = left;
    this.width = right - left;
    this.title =
        new LegendTitle(
            () -> items,
            new FlowArrangement(
                HorizontalAlignment.LEFT, VerticalAlignment.CENTER, GAP, BETWEEN_ROWS),
            new FlowArrangement());
    title.setItemFont(ChartStyle.TEXT);
    title.setItemPaint(Palette.INK);
    RectangleConstraint rows = RectangleConstraint.NONE.toFixedWidth(width);
    this.height = (int) Math.ceil(title.arrange(new SVGGraphics2D(1, 1), rows).getHeight());
  }

  /** Without a stroke there is no line behind the mark. */
  public static LegendItem item(
      String words, Shape shape, Paint fill, Paint outline, BasicStroke stroke) {
    BasicStroke drawn = stroke == null ? ChartStyle.THIN : stroke;
    return new LegendItem(
        words,
        null,
        null,
        null,
        !shape.equals(NOTHING),
        shape,
        true,
        fill,
        true,
        outline,
        ChartStyle.THIN,
        stroke != null,
        SAMPLE,
        drawn,
        outline);
  }

  /** Words without a mark. */
  public static LegendItem note(String words) {
    LegendItem note = item(words, NOTHING, ChartStyle.FAINT_COLOR, ChartStyle.FAINT_COLOR, null);
    note.setLabelFont(ChartStyle.SMALL);
    note.setLabelPaint(ChartStyle.FAINT_COLOR);
    return note;
  }

  /** Height in pixels. */
  public int height() {
    return height;
  }

  /** Draws it from the upper edge on. */
  public void draw(Graphics2D g2) {
    title.draw(g2, new Rectangle2D.Double(left, 0, width, height));
  }
}
