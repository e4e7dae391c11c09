package org.medchain.study.figure;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.data.Range;
import org.medchain.experiments.drawing.PanelFrame;
import org.medchain.experiments.drawing.Scale;

/**
 * An axis.
 *
 * @param label the quantity, with its unit: {@code "price of a query (points)"}
 * @param low lower end, or NaN to fit the data
 * @param high upper end, or NaN to fit the data
 * @param logarithmic whether equal ratios are equally far apart; values of 0 and below are then not
 *     drawn
 */
public record FigureAxis(String label, double low, double high, boolean logarithmic) {
  /** A linear axis as long as its data. */
  public static FigureAxis linear(String label) {
    return between(label, Double.NaN, Double.NaN);
  }

  /** A logarithmic axis as long as its data. */
  public static FigureAxis logarithmic(String label) {
    return new FigureAxis(label, Double.NaN, Double.NaN, true);
  }

  /** A linear axis between two values. */
  public static FigureAxis between(String label, double low, double high) {
    return new FigureAxis(label, low, high, false);
  }

  /** A share of a population, 0 to 1. */
  public static FigureAxis share(String label) {
    return between(label, 0, 1);
  }

  /** Where a value is drawn; not a number where the axis has no place for it. */
  double place(double value) {
    return Double.isFinite(value) && (value > 0 || !logarithmic) ? value : Double.NaN;
  }

  /**
   * The axis for these data.
   *
   * @param data what it has to show; null for nothing
   */
  ValueAxis over(Range data) {
    DecimalFormat format =
        new DecimalFormat("0.#########", DecimalFormatSymbols.getInstance(Locale.ROOT));
    Range range = Double.isNaN(low) ? fitted(data) : new Range(low, high);
    ValueAxis axis;
    if (logarithmic) {
      LogAxis decades = new LogAxis();
      decades.setNumberFormatOverride(format);
      axis = decades;
    } else {
      NumberAxis linear = new NumberAxis();
      linear.setTickUnit(new NumberTickUnit(Scale.step(range.getLength() / 6), format));
      axis = linear;
    }
    axis.setLabel(label);
    axis.setRange(range);
    return PanelFrame.styled(axis);
  }

  private Range fitted(Range data) {
    if (data == null) {
      return logarithmic ? new Range(1, 10) : new Range(0, 1);
    }
    double least = data.getLowerBound();
    double most = data.getUpperBound();
    if (logarithmic) {
      return new Range(least / 1.1, most * 1.1);
    }
    // All the same value: it is placed in the middle.
    double room = 0.03 * (most > least ? most - least : Math.max(2 * Math.abs(most), 1));
    // From 0, where the data begin not far from it.
    boolean fromZero = least >= 0 && least < 0.4 * most;
    return new Range(
        fromZero ? 0 : least - room, most <= 0 && most > 0.4 * least ? 0 : most + room);
  }
}
