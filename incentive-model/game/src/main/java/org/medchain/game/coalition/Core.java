package org.medchain.game.coalition;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.exact.LinearProgram;
import org.medchain.game.exact.LinearProgram.Relation;

/**
 * The core (Gillies 1959): divisions of what all are worth that give every coalition at least its
 * own worth. Exact. One linear programme decides whether there are any and proves it (Bondareva
 * 1963, Shapley 1967); of the core one point is given, nothing else of it is searched.
 *
 * <p>The programme has a column for each coalition: quick up to a dozen players.
 */
public sealed interface Core {
  /**
   * A point of the core.
   *
   * @param payoffs one for each player
   */
  record CoreAllocation(List<BigFraction> payoffs) implements Core {
    /** Copies the list. */
    public CoreAllocation {
      payoffs = List.copyOf(payoffs);
    }
  }

  /**
   * The proof that there is none: a balanced family, in which each player spends its time, 1, on
   * coalitions that are together worth more than all.
   *
   * @param balancedCollection coalitions with their positive weights
   * @param worth of the coalitions, weighted
   */
  record EmptyCore(List<WeightedCoalition> balancedCollection, BigFraction worth) implements Core {
    /** Copies the list. */
    public EmptyCore {
      balancedCollection = List.copyOf(balancedCollection);
    }
  }

  /**
   * A coalition of a balanced family.
   *
   * @param coalition whose bit i stands for player i
   * @param weight the time that its members spend on it
   */
  record WeightedCoalition(long coalition, BigFraction weight) {}

  /** A point of the core, or the proof that it is empty. */
  static Core of(CoalitionGame game) {
    BigFraction[] table = game.worths();
    LinearProgram program = new LinearProgram(Arrays.copyOfRange(table, 1, table.length));
    for (int player = 0; player < game.players().size(); player++) {
      BigFraction[] row = new BigFraction[table.length - 1];
      for (int coalition = 1; coalition < table.length; coalition++) {
        row[coalition - 1] = new BigFraction(coalition >> player & 1);
      }
      program.addConstraint(Relation.EQUAL, BigFraction.ONE, row);
    }
    // The prices give every coalition its worth, and sum to the programme's value.
    LinearProgram.Optimum optimum = program.optimum();
    if (optimum.value().compareTo(table[table.length - 1]) <= 0) {
      return new CoreAllocation(optimum.dualSolution());
    }
    List<WeightedCoalition> family = new ArrayList<>();
    for (int coalition = 1; coalition < table.length; coalition++) {
      BigFraction weight = optimum.solution().get(coalition - 1);
      if (weight.compareTo(BigFraction.ZERO) > 0) {
        family.add(new WeightedCoalition(coalition, weight));
      }
    }
    return new EmptyCore(family, optimum.value());
  }
}
