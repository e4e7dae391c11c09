package org.medchain.study.figure.drawing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Connected regions of a grid of kinds, and where in each a letter has most room. */
final class ConnectedRegions {
  /**
   * A cell for a letter.
   *
   * @param distanceToBorder how many cells it is away from the region's border, 1 at the border
   */
  record LabelCell(int category, int row, int column, int distanceToBorder) {}

  private final List<List<Integer>> categories;
  private final int rows;
  private final int columns;

  private ConnectedRegions(List<List<Integer>> kinds) {
    this.categories = kinds;
    this.rows = kinds.size();
    this.columns = kinds.isEmpty() ? 0 : kinds.getFirst().size();
  }

  /** One for each connected region, by its first cell. */
  static List<LabelCell> anchors(List<List<Integer>> kinds) {
    return new ConnectedRegions(kinds).all();
  }

  private List<LabelCell> all() {
    int[][] depths = depths();
    boolean[][] seen = new boolean[rows][columns];
    List<LabelCell> anchors = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        if (!seen[row][column]) {
          anchors.add(deepest(row, column, depths, seen));
        }
      }
    }
    return anchors;
  }

  /** Distance of each cell to the nearest of another kind or to the edge, in cells. */
  private int[][] depths() {
    int[][] depths = new int[rows][columns];
    Deque<int[]> border = new ArrayDeque<>();
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int kind = categories.get(row).get(column);
        for (int d = 0; d < 9; d++) {
          if (!is(row + d / 3 - 1, column + d % 3 - 1, kind)) {
            depths[row][column] = 1;
          }
        }
        if (depths[row][column] == 1) {
          border.add(new int[] {row, column});
        }
      }
    }
    // Breadth first: each cell is reached first along a shortest way.
    while (!border.isEmpty()) {
      int[] cell = border.remove();
      for (int d = 0; d < 9; d++) {
        int row = cell[0] + d / 3 - 1;
        int column = cell[1] + d % 3 - 1;
        if (inside(row, column) && depths[row][column] == 0) {
          depths[row][column] = depths[cell[0]][cell[1]] + 1;
          border.add(new int[] {row, column});
        }
      }
    }
    return depths;
  }

  private LabelCell deepest(int row, int column, int[][] depths, boolean[][] seen) {
    int kind = categories.get(row).get(column);
    Deque<int[]> open = new ArrayDeque<>(List.of(new int[] {row, column}));
    seen[row][column] = true;
    LabelCell best = new LabelCell(kind, row, column, depths[row][column]);
    while (!open.isEmpty()) {
      int[] cell = open.remove();
      int depth = depths[cell[0]][cell[1]];
      if (depth > best.distanceToBorder()) {
        best = new LabelCell(kind, cell[0], cell[1], depth);
      }
      for (int d = 1; d < 9; d += 2) {
        int r = cell[0] + d / 3 - 1;
        int c = cell[1] + d % 3 - 1;
        if (is(r, c, kind) && !seen[r][c]) {
          seen[r][c] = true;
          open.add(new int[] {r, c});
        }
      }
    }
    return best;
  }

  private boolean inside(int row, int column) {
    return row >= 0 && row < rows && column >= 0 && column < columns;
  }

  private boolean is(int row, int column, int kind) {
    return inside(row, column) && categories.get(row).get(column) == kind;
  }
}
