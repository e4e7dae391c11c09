package org.medchain.agents;

import static org.medchain.credit.Parameter.CASH_PER_POINT;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToDoubleFunction;
import org.medchain.credit.OutcomeProbabilities;
import org.medchain.credit.strategy.IdentityPolicy;
import org.medchain.credit.strategy.RecordKind;
import org.medchain.credit.strategy.Strategy;
import org.medchain.incentive.PointRules;

/**
 * What a reward that changes with the number of accepted records pays in a run that ends, beyond
 * the one reward of a record that the theory counts: the lasting one, or the first of who comes
 * back under fresh keys (GAME-15, INC-10).
 *
 * @param uploads of a round, one after the other
 * @param rounds of the run
 * @param policy when a fresh key counts from the start again
 */
record FirstRecords(List<Upload> uploads, int rounds, IdentityPolicy policy) {
  /**
   * A record that may come.
   *
   * @param chance that it comes in a round
   * @param outcomes what then becomes of it
   */
  record Upload(double chance, OutcomeProbabilities outcomes) {}

  /** Of a member that plays a strategy, in cash a round. */
  static double payoff(LedgerScenario scenario, int which) {
    Strategy strategy = scenario.played().get(which);
    FinitePopulationTheory theory = FinitePopulationTheory.of(scenario);
    List<Upload> uploads = new ArrayList<>();
    for (RecordKind kind : RecordKind.values()) {
      double left = strategy.uploads(scenario.parameters(), kind);
      for (; left > 0; left--) {
        uploads.add(new Upload(Math.min(1, left), theory.outcomes(scenario.counts(), kind)));
      }
    }
    IdentityPolicy policy = strategy.identityPolicy();
    PointRules points = scenario.parameters().rules().points();
    boolean fresh =
        policy == IdentityPolicy.HIT_AND_RUN || policy == IdentityPolicy.REJOIN_AFTER_CONVICTION;
    double counted = fresh ? points.firstReward() : points.lastingReward();
    return scenario.parameters().of(CASH_PER_POINT)
        * new FirstRecords(uploads, scenario.rounds(), policy)
            .points(number -> points.rewardOf(number) - counted);
  }

  /** In points a round, by the distribution of how many records of the key were accepted. */
  double points(LongToDoubleFunction more) {
    double[] accepted = {1};
    double sum = 0;
    for (int round = 0; round < rounds; round++) {
      double convicted = 0;
      for (Upload each : uploads) {
        OutcomeProbabilities then = each.outcomes();
        double grows = each.chance() * then.accepted();
        double[] next = new double[accepted.length + 1];
        for (int number = 0; number < accepted.length; number++) {
          sum += accepted[number] * grows * more.applyAsDouble(number + 1);
          next[number] += accepted[number] * (1 - grows);
          next[number + 1] += accepted[number] * grows;
        }
        convicted = 1 - (1 - convicted) * (1 - each.chance() * then.convicted());
        accepted = next;
      }
      double leaves =
          switch (policy) {
            case KEEP, ADD_EVERY_ROUND -> 0;
            case REJOIN_AFTER_CONVICTION -> convicted;
            case REPLACE_EVERY_ROUND, HIT_AND_RUN -> 1;
          };
      for (int number = 0; number < accepted.length; number++) {
        accepted[number] *= 1 - leaves;
      }
      accepted[0] += leaves;
    }
    return sum / rounds;
  }
}
