package org.medchain.experiments.drawing;

import java.awt.BasicStroke;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.data.xy.XYDataset;

/** Draws marks with error bars. */
public final class ErrorBars extends XYErrorRenderer {
  private static final long serialVersionUID = 1;

  /**
   * Marks with bars of this stroke.
   *
   * @param across whether bars are drawn from left to right
   * @param upright whether they are drawn from bottom to top
   */
  public ErrorBars(BasicStroke stroke, boolean across, boolean upright) {
    setErrorStroke(stroke);
    setCapLength(5);
    setDrawXError(across);
    setDrawYError(upright);
  }

  /** Without a value the parent class would draw an error bar at no place. */
  @Override
  public boolean getItemVisible(int series, int item) {
    XYDataset values = getPlot().getDataset(getPlot().getIndexOf(this));
    return !Double.isNaN(values.getXValue(series, item))
        && !Double.isNaN(values.getYValue(series, item));
  }
}
