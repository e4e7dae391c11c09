package org.medchain.experiments.drawing;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.medchain.experiments.results.CellSummary;
import org.medchain.experiments.results.RepeatEstimate;

/**
 * A figure before it is drawn: panels side by side with the same axes.
 *
 * @param id name of its file and prefix of its identifiers in the page
 * @param title the two quantities
 * @param caption explanation in sentences
 * @param x the axis from left to right
 * @param label the text beside it
 * @param y the axis from bottom to top, the same in all panels
 * @param panels one for each value of the axis of the grid that is neither x nor a line
 */
public record ResultFigure(
    String id,
    String title,
    String caption,
    AxisQuantity x,
    String label,
    AxisQuantity y,
    List<ResultPanel> panels) {
  /** With the text of the quantity beside the axis from left to right. */
  public ResultFigure(
      String id,
      String title,
      String caption,
      AxisQuantity x,
      AxisQuantity y,
      List<ResultPanel> panels) {
    this(id, title, caption, x, x.label(), y, panels);
  }

  /**
   * One diagram, with a title of its own.
   *
   * @param ticks along its axis from left to right; empty for those of the figure
   * @param shadedFrom the place from which on it is shaded
   */
  public record ResultPanel(
      String title, List<ResultLine> lines, List<Tick> ticks, OptionalDouble shadedFrom) {
    /** With the ticks of the figure, and no shade. */
    public ResultPanel(String title, List<ResultLine> lines) {
      this(title, lines, List.of(), OptionalDouble.empty());
    }
  }

  /**
   * The points of one protocol.
   *
   * @param name in the legend
   * @param protocol its word in tables: the colour and the marker
   * @param dashed whether it is the second line of its protocol
   * @param kind how its points are drawn
   */
  public record ResultLine(
      String name, String protocol, boolean dashed, List<ResultPoint> points, Kind kind) {
    /** Points that belong together. */
    public ResultLine(String name, String protocol, boolean dashed, List<ResultPoint> points) {
      this(name, protocol, dashed, points, Kind.LINE);
    }
  }

  /** How the points of a line are drawn. */
  public enum Kind {
    /** Marks joined by a line. */
    LINE,
    /** Marks alone: measurements, beside a line of expected values. */
    POINTS,
    /** A thin line without marks: calculated values. */
    CURVE
  }

  /**
   * The repeats of one cell.
   *
   * @param x its place
   * @param y figure and bar
   * @param absence the reason for a missing figure
   * @param cell its first trial, where this is a cell of the run; empty for calculated values, for
   *     steps of a search and for another run
   */
  public record ResultPoint(
      double x, RepeatEstimate y, MissingValueReason absence, OptionalInt cell) {
    /** Of no cell of the run. */
    public ResultPoint(double x, RepeatEstimate y, MissingValueReason absence) {
      this(x, y, absence, OptionalInt.empty());
    }

    /** The same, of a cell of the run. */
    public ResultPoint of(CellSummary summary) {
      return new ResultPoint(x, y, absence, OptionalInt.of(summary.firstTrial()));
    }

    /** Whether there is no figure for that reason. */
    boolean lacks(MissingValueReason why) {
      return y.value().isEmpty() && absence == why;
    }
  }

  /** Why a point has no figure. */
  public enum MissingValueReason {
    /** No request became final in any repeat. */
    NOTHING_FINAL("no request final in any repeat"),
    /** "Final" promises less than was asked for. */
    UNEQUAL("unequal: promises less than asked for"),
    /** Correct nodes disagreed: "final" was not final. */
    DISAGREED("agreement broken in some trial"),
    /** The load is over before there is a steady state. */
    UNSTEADY("no steady state"),
    /** It falls among the requests that never became final. */
    UNREACHED("not reached: too few final");

    private final String words;

    MissingValueReason(String words) {
      this.words = words;
    }

    /** The text in the legend. */
    public String words() {
      return words;
    }
  }
}
