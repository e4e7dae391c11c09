package org.medchain.faults.result;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Rows for faults and their labels, so that no two labels cover each other. A label that has no
 * room in any row is left out; its fault is drawn all the same.
 */
final class FaultLanes {
  private static final int LANES_MAX = 6;

  private FaultLanes() {}

  /**
   * A fault in its row.
   *
   * @param lane counted from 0
   * @param label empty where there was no room
   * @param leftward whether the label ends at the fault's end
   */
  record PlacedFault(FaultSpan span, int lane, String label, boolean leftward) {}

  /**
   * Places faults.
   *
   * @param spans by their beginnings
   * @param pxPerNs the scale
   * @param widthPx where a label has to end
   * @param characterPx how wide a character of a label is
   */
  static List<PlacedFault> place(
      List<FaultSpan> spans, double pxPerNs, double widthPx, double characterPx) {
    double[] free = new double[LANES_MAX];
    Arrays.fill(free, Double.NEGATIVE_INFINITY);
    List<PlacedFault> placed = new ArrayList<>();
    for (FaultSpan span : spans) {
      double from = span.fromNs() * pxPerNs;
      double until = span.untilNs() * pxPerNs;
      double label = span.label().length() * characterPx + 6;
      boolean leftward = from + label > widthPx;
      double first = leftward ? Math.min(from, until - label) : from;
      int lane = freeLane(free, first);
      if (lane < 0 || first < 0) {
        placed.add(new PlacedFault(span, LANES_MAX - 1, "", false));
      } else {
        free[lane] = Math.max(until, first + label);
        placed.add(new PlacedFault(span, lane, span.label(), leftward));
      }
    }
    return placed;
  }

  private static int freeLane(double[] free, double from) {
    for (int lane = 0; lane < free.length; lane++) {
      if (free[lane] <= from) {
        return lane;
      }
    }
    return -1;
  }

  /** How many rows these take. */
  static int count(List<PlacedFault> placed) {
    return placed.stream().mapToInt(each -> each.lane() + 1).max().orElse(0);
  }
}
