package org.medchain.experiments.results;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The most important columns of a table of cells that fit a terminal (EXP-35).
 *
 * @param table the columns shown, in the order of the whole table
 * @param left how many are left out
 */
public record TerminalTable(CellTable table, int left) {
  /** Characters in a line. */
  public static final int WIDTH = 100;

  private static final int GAP = 2;

  /** After what names a cell: the first that fit are shown. */
  private static final List<String> BY_RANK =
      List.of(
          CellTable.VERDICT,
          "saturation tx/s",
          "false accepted %",
          "honest − false",
          "visit s",
          CellTable.VIOLATIONS,
          CellTable.P50,
          CellTable.P50_INTERVAL,
          CellTable.P50_RANGE,
          CellTable.THROUGHPUT,
          CellTable.P99,
          "messages/tx");

  /** Of the cells. */
  public static TerminalTable of(List<CellSummary> cells) {
    CellTable all = CellTable.narrow(cells);
    int[] widths = all.widths();
    TreeSet<Integer> shown = new TreeSet<>();
    int used = -GAP;
    for (int column : ranked(all)) {
      int width = widths[column] + GAP;
      // A row without its coordinates would be anybody's.
      if (column < all.coordinates() || used + width <= WIDTH) {
        shown.add(column);
        used += width;
      }
    }
    return new TerminalTable(all.only(List.copyOf(shown)), all.heads().size() - shown.size());
  }

  private static List<Integer> ranked(CellTable all) {
    return Stream.concat(
            IntStream.range(0, all.coordinates()).boxed(),
            BY_RANK.stream().map(all.heads()::indexOf).filter(column -> column >= 0))
        .toList();
  }
}
