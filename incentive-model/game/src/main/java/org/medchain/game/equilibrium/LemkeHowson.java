package org.medchain.game.equilibrium;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.game.Game;

/**
 * The paths of Lemke and Howson (1964) through the best-response polytopes of a two-player game:
 * each drops one label and picks labels up and drops them in turn until it has them all again.
 * Exact; lexicographic pivots keep it from cycling in degenerate games (von Stengel 2002, section
 * 2.4).
 */
public final class LemkeHowson {
  private final SimplexDictionary first;
  private final SimplexDictionary second;
  private final int rows;
  private final int columns;

  private LemkeHowson(Bimatrix matrices) {
    this.first = new SimplexDictionary(TwoPlayerSearch.transpose(matrices.column()));
    this.second = new SimplexDictionary(matrices.row());
    this.rows = matrices.rows();
    this.columns = matrices.columns();
  }

  /**
   * Where a path leads.
   *
   * @param label dropped first: the actions of the first player from 0, then the second player's
   * @param pivots that the path took
   * @param end the equilibrium; component 0: not known. Empty if the limit of work ended the path
   */
  public record LemkeHowsonPath(int label, int pivots, Optional<NashEquilibrium> end) {}

  /**
   * The path that each label begins, in the order of the labels.
   *
   * @param limits of which the paths share the work equally
   */
  public static List<LemkeHowsonPath> paths(Game game, SearchLimits limits) {
    Bimatrix matrices = Bimatrix.of(game);
    List<LemkeHowsonPath> paths = new ArrayList<>();
    int labels = matrices.rows() + matrices.columns();
    for (int label = 0; label < labels; label++) {
      paths.add(new LemkeHowson(matrices).follow(game, label, limits.maxWork() / labels));
    }
    return paths;
  }

  private LemkeHowsonPath follow(Game game, int label, long workLimit) {
    boolean inFirst = label < rows;
    int entering = label;
    int pivots = 0;
    do {
      if (first.work() + second.work() > workLimit) {
        return new LemkeHowsonPath(label, pivots, Optional.empty());
      }
      entering = inFirst ? pivotFirst(entering) : pivotSecond(entering);
      inFirst = !inFirst;
      pivots++;
    } while (entering != label);
    PolytopeVertex one = new PolytopeVertex(first.cobasis(), List.of(first.point()));
    PolytopeVertex two = new PolytopeVertex(second.cobasis(), List.of(second.point()));
    return new LemkeHowsonPath(
        label,
        pivots,
        Optional.of(NashEquilibrium.of(game, List.of(one.strategy(), two.strategy()), 0)));
  }

  /** Lets the variable with a label enter; returns the label that is picked up. */
  private int pivotFirst(int label) {
    return exchange(first, label);
  }

  private int pivotSecond(int label) {
    int variable = label >= rows ? label - rows : columns + label;
    int left = exchange(second, variable);
    return left < columns ? rows + left : left - columns;
  }

  private static int exchange(SimplexDictionary dictionary, int variable) {
    int column = dictionary.column(variable);
    int row = dictionary.leavingRow(column);
    int left = dictionary.basic(row);
    dictionary.pivot(row, column);
    return left;
  }
}
