package org.medchain.experiments.decide;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A quantity in cells, and between them: by a line only where leaving out each of the two cells
 * beside it, their neighbours give its value again within a quarter (BASE-13).
 *
 * @param power whose values are interpolated: with 2, of two times that add up as legs of a right
 *     angle do the longer decides
 */
record MeasuredGrid(List<MeasuredCell> cells, int power) {
  /** How far leaving a cell out may move the answer. */
  private static final double TOLERANCE = 0.25;

  /** A value by its coordinates, the outermost first. */
  record MeasuredCell(List<Double> at, double value) {}

  /** The value there, beyond the outermost cell that cell's; NaN where cells do not say. */
  double at(List<Double> place) {
    return at(cells, place, 0);
  }

  private double at(List<MeasuredCell> some, List<Double> place, int axis) {
    if (axis == place.size()) {
      return some.getFirst().value();
    }
    NavigableMap<Double, Double> line = new TreeMap<>();
    Map<Double, List<MeasuredCell>> parts =
        some.stream().collect(Collectors.groupingBy(each -> each.at().get(axis)));
    parts.forEach((key, part) -> line.put(key, at(part, place, axis + 1)));
    double at = Math.clamp(place.get(axis), line.firstKey(), line.lastKey());
    double low = line.floorKey(at);
    double high = line.ceilingKey(at);
    if (low == high || isChecked(line, low, high)) {
      return between(line, low, high, at);
    }
    double nearest = at - low < high - at ? low : high;
    return isNear(line.get(low), line.get(high)) ? line.get(nearest) : Double.NaN;
  }

  private double between(NavigableMap<Double, Double> line, double low, double high, double at) {
    double below = Math.pow(line.get(low), power);
    double above = Math.pow(line.get(high), power);
    double share = low == high ? 0 : (at - low) / (high - low);
    return Math.pow(below + (above - below) * share, 1.0 / power);
  }

  private boolean isChecked(NavigableMap<Double, Double> line, double low, double high) {
    List<Boolean> near = new ArrayList<>();
    for (double left : List.of(low, high)) {
      Double before = line.lowerKey(left);
      Double after = line.higherKey(left);
      double without =
          before == null || after == null ? Double.NaN : between(line, before, after, left);
      // Where its neighbours do not say, leaving a cell out shows nothing.
      if (!Double.isNaN(without)) {
        near.add(isNear(without, line.get(left)));
      }
    }
    // Of two cells each is all that is left without the other.
    return near.isEmpty() ? isNear(line.get(low), line.get(high)) : !near.contains(false);
  }

  /** Whether an answer is within a quarter of a value; NaN is near nothing. */
  static boolean isNear(double answer, double value) {
    return Math.abs(answer / value - 1) < TOLERANCE;
  }
}
