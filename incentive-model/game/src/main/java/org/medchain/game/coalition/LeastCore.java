package org.medchain.game.coalition;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.exact.Fractions;
import org.medchain.game.exact.LinearProgram;
import org.medchain.game.exact.LinearProgram.Relation;
import org.medchain.game.exact.LinearSystem;

/**
 * The least core (Maschler, Peleg and Shapley 1979): divisions of what all are worth whose largest
 * excess, what a coalition is worth more than it gets, is as small as can be. Exact.
 *
 * @param excess the largest, over coalitions other than all and none; the core is empty exactly if
 *     it is positive
 * @param payoffs one such division
 */
public record LeastCore(BigFraction excess, List<BigFraction> payoffs) {
  /** Copies the list. */
  public LeastCore {
    payoffs = List.copyOf(payoffs);
  }

  /** The least core of a game of two players or more. */
  public static LeastCore of(CoalitionGame game) {
    if (game.players().size() < 2) {
      throw new IllegalArgumentException("a least core needs two players or more, not 1");
    }
    return new NucleolusStages(game).step();
  }

  /**
   * The prenucleolus (Schmeidler 1969, Sobolev 1975): of the least core, the division whose second
   * largest excess is smallest, and so on; the nucleolus, where this gives each player what it is
   * worth alone, as in superadditive games. It is a single point, and in the core if that is not
   * empty. By a sequence of linear programmes, at most one for each player; quick up to ten
   * players.
   */
  public static List<BigFraction> nucleolus(CoalitionGame game) {
    if (game.players().size() == 1) {
      return List.of(game.worth(1));
    }
    NucleolusStages stages = new NucleolusStages(game);
    while (true) {
      LeastCore stage = stages.step();
      if (stages.rank() == game.players().size()) {
        return stage.payoffs();
      }
    }
  }

  /** The programmes one after the other; what a stage settles, the next ones keep. */
  private static final class NucleolusStages {
    private final BigFraction[] table;
    private final int players;
    private final List<Integer> settled = new ArrayList<>();
    private final List<BigFraction> shares = new ArrayList<>();

    NucleolusStages(CoalitionGame game) {
      table = game.worths();
      players = game.players().size();
      settled.add(table.length - 1);
      shares.add(table[table.length - 1]);
    }

    int rank() {
      return settled.size();
    }

    /**
     * Minimises the largest excess of the coalitions that are not settled, by the dual, which has a
     * row for each player. Coalitions with a positive multiplier have that excess at every optimum.
     */
    LeastCore step() {
      List<Integer> open = new ArrayList<>();
      for (int coalition = 1; coalition < table.length; coalition++) {
        if (independent(coalition)) {
          open.add(coalition);
        }
      }
      LinearProgram.Optimum optimum = program(open).optimum();
      BigFraction excess = optimum.dualSolution().get(players);
      for (int at = 0; at < open.size(); at++) {
        boolean tight = optimum.solution().get(at).compareTo(BigFraction.ZERO) > 0;
        if (tight && independent(open.get(at))) {
          settled.add(open.get(at));
          shares.add(table[open.get(at)].subtract(excess));
        }
      }
      return new LeastCore(excess, optimum.dualSolution().subList(0, players));
    }

    private LinearProgram program(List<Integer> open) {
      int columns = open.size() + 2 * settled.size();
      BigFraction[] objective = new BigFraction[columns];
      BigFraction[] sum = Fractions.zeros(columns);
      for (int at = 0; at < open.size(); at++) {
        objective[at] = table[open.get(at)];
        sum[at] = BigFraction.ONE;
      }
      // The multiplier of what is settled has any sign: a column for each.
      for (int at = 0; at < settled.size(); at++) {
        objective[open.size() + 2 * at] = shares.get(at);
        objective[open.size() + 2 * at + 1] = shares.get(at).negate();
      }
      LinearProgram program = new LinearProgram(objective);
      for (int player = 0; player < players; player++) {
        BigFraction[] row = new BigFraction[columns];
        for (int at = 0; at < open.size(); at++) {
          row[at] = new BigFraction(open.get(at) >> player & 1);
        }
        for (int at = 0; at < settled.size(); at++) {
          row[open.size() + 2 * at] = new BigFraction(settled.get(at) >> player & 1);
          row[open.size() + 2 * at + 1] = row[open.size() + 2 * at].negate();
        }
        program.addConstraint(Relation.EQUAL, BigFraction.ZERO, row);
      }
      return program.addConstraint(Relation.EQUAL, BigFraction.ONE, sum);
    }

    /** Whether what a coalition gets does not follow from what is settled. */
    private boolean independent(int coalition) {
      BigFraction[][] rows = new BigFraction[settled.size() + 1][players];
      for (int row = 0; row < rows.length; row++) {
        int members = row < settled.size() ? settled.get(row) : coalition;
        for (int player = 0; player < players; player++) {
          rows[row][player] = new BigFraction(members >> player & 1);
        }
      }
      return LinearSystem.rank(rows) == rows.length;
    }
  }
}
