package org.medchain.study.repeated;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.fraction.BigFraction;
import org.medchain.game.repeated.DiscountedAutomaton;
import org.medchain.game.repeated.JointAutomaton;
import org.medchain.study.execution.StudyExecution;
import org.medchain.study.file.Repetition;

/** Each pair of strategies, with what both get. */
record StrategyPairs(List<Pair> all) {
  /**
   * What two strategies get from each other.
   *
   * @param first number of the first player's strategy
   * @param second number of the second's
   * @param discounted for each player, at the study's discount factor
   * @param average for each player, in the long run
   * @param unique whether play ends alike after every history
   */
  record Pair(
      int first,
      int second,
      List<BigFraction> discounted,
      List<BigFraction> average,
      boolean unique) {}

  StrategyPairs {
    all = List.copyOf(all);
  }

  static StrategyPairs of(Repetition play, StudyExecution work) {
    int columns = play.names(1).size();
    int count = play.names(0).size() * columns;
    return new StrategyPairs(
        work.map("payoffs", count, number -> pair(play, number / columns, number % columns)));
  }

  private static Pair pair(Repetition play, int first, int second) {
    JointAutomaton joint = play.played(first, second);
    DiscountedAutomaton discounted = joint.withDiscount(play.discount());
    JointAutomaton.LongRun run = joint.longRun();
    return new Pair(
        first,
        second,
        List.of(discounted.values(0).get(0), discounted.values(1).get(0)),
        List.of(run.payoff(play.stage(), 0), run.payoff(play.stage(), 1)),
        run.unique());
  }

  Pair of(int first, int second) {
    return all.stream()
        .filter(each -> each.first() == first && each.second() == second)
        .findFirst()
        .orElseThrow();
  }

  /** Each pair once: where the players are alike it does not matter who is which. */
  List<Pair> different(boolean alike) {
    List<Pair> different = new ArrayList<>(all);
    different.removeIf(each -> alike && each.first() > each.second());
    return different;
  }
}
