package org.medchain.experiments.report;

import java.util.List;
import org.medchain.experiments.results.Estimate;

/**
 * A figure before it is drawn: panels side by side with the same axes.
 *
 * @param id name of its file and prefix of its identifiers in the page
 * @param title what is shown against what
 * @param caption what one sees, in sentences
 * @param x the axis from left to right
 * @param y the axis from bottom to top, the same in all panels
 * @param panels one for each value of the axis of the grid that is neither x nor a line
 */
record Figure(String id, String title, String caption, Quantity x, Quantity y, List<Panel> panels) {
  /** One diagram, with a title of its own. */
  record Panel(String title, List<Line> lines) {}

  /**
   * The points of one protocol.
   *
   * @param name in the legend
   * @param protocol its word in tables: the colour and the marker
   * @param dashed whether it is the second line of its protocol
   */
  record Line(String name, String protocol, boolean dashed, List<Point> points) {}

  /**
   * The repeats of one cell.
   *
   * @param x its place
   * @param y mean and interval
   * @param nothingFinal whether no request became final in any repeat
   */
  record Point(double x, Estimate y, boolean nothingFinal) {}
}
