package org.medchain.study.figure;

import java.util.List;

/**
 * A line that theory gives: a border between regions, or a nullcline.
 *
 * @param label short, written beside the line, as {@code "T2"}
 * @param name longer, in the legend
 * @param points along the line; NaN interrupts it
 */
public record BoundaryCurve(String label, String name, List<PlanePoint> points) {
  public BoundaryCurve {
    points = List.copyOf(points);
  }
}
