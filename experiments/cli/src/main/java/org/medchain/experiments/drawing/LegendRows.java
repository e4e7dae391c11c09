package org.medchain.experiments.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** How the entries of a legend are set in as many rows as it takes. */
public final class LegendRows {
  private LegendRows() {}

  /**
   * The entries of each row, in their order.
   *
   * @param width of an entry in pixels
   * @param left where rows begin
   * @param right which only an entry that is alone in its row may pass
   * @param gap between entries
   */
  public static <T> List<List<T>> of(
      List<T> entries, ToDoubleFunction<T> width, double left, double right, double gap) {
    List<List<T>> rows = new ArrayList<>();
    double at = left;
    for (T entry : entries) {
      double needed = width.applyAsDouble(entry);
      if (rows.isEmpty() || at + needed > right) {
        rows.add(new ArrayList<>());
        at = left;
      }
      rows.getLast().add(entry);
      at += needed + gap;
    }
    return rows;
  }
}
