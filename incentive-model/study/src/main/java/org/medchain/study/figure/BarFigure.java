package org.medchain.study.figure;

import java.util.List;
import java.util.Locale;

/**
 * Bars with intervals, a group of them for each category: sensitivity indices, first order and
 * total, of each parameter.
 *
 * @param heading around it
 * @param axis the quantity with its unit
 * @param categories names, from top to bottom
 * @param interval the kind of intervals; may be empty where there are none
 * @param groups at most eight, each with a bar for each category
 */
public record BarFigure(
    FigureHeading heading,
    FigureAxis axis,
    List<String> categories,
    String interval,
    List<BarGroup> groups)
    implements GameFigure {
  /** Checks that there is a bar for each category. */
  public BarFigure {
    categories = List.copyOf(categories);
    groups = List.copyOf(groups);
    FigureChecks.requireAtMost("groups", groups.size(), FigurePalette.MAX_SERIES);
    for (BarGroup group : groups) {
      if (group.bars().size() != categories.size()) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "group '%s': %d bars for %d categories",
                group.name(),
                group.bars().size(),
                categories.size()));
      }
    }
  }

  /** Bars of one meaning. */
  public record BarGroup(String name, List<IntervalBar> bars) {
    public BarGroup {
      bars = List.copyOf(bars);
    }
  }

  /** A value with its interval; without one, {@code low} and {@code high} are the value. */
  public record IntervalBar(double value, double low, double high) {
    /** Checks that the interval holds the value. */
    public IntervalBar {
      FigureChecks.requireInterval("bar", value, low, high);
    }
  }
}
