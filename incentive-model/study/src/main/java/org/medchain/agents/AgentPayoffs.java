package org.medchain.agents;

import static org.medchain.credit.Parameter.CASH_PER_POINT;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.agents.LedgerResult.MemberResult;
import org.medchain.agents.LedgerResult.SupplyPoint;
import org.medchain.contract.engine.WorldState;
import org.medchain.game.exact.Vectors;
import org.medchain.game.population.PairwiseComparison;
import org.medchain.game.random.CompensatedSum;
import org.medchain.incentive.Supply;

/** What members earned, epoch by epoch, and who changes its strategy for it. */
final class AgentPayoffs {
  final List<List<Integer>> counts = new ArrayList<>();
  final List<SupplyPoint> supply = new ArrayList<>();

  private final AgentPopulation town;
  private final UniformRandomProvider random;
  private final CompensatedSum[] earned;
  private final long[] memberRounds;

  AgentPayoffs(AgentPopulation town, UniformRandomProvider random) {
    this.town = town;
    this.random = random;
    this.earned = new CompensatedSum[town.strategies.size()];
    Arrays.setAll(earned, each -> new CompensatedSum());
    this.memberRounds = new long[earned.length];
  }

  /** Before the first round: what members are worth now, they did not earn. */
  void recordInitialWealth(WorldState state, long height) {
    double point = town.parameters.of(CASH_PER_POINT);
    for (LedgerAgent member : town.agents) {
      member.previousWealth = member.wealthInCash(state, point);
      member.initialPoints = member.points(state);
    }
    endEpoch(state, height);
  }

  /** The end of a round, or of all that came after the last one. */
  void recordRoundPayoffs(WorldState state, boolean round) {
    double point = town.parameters.of(CASH_PER_POINT);
    for (LedgerAgent member : town.agents) {
      double now = member.wealthInCash(state, point);
      earned[member.strategy].add(now - member.previousWealth);
      member.earnedSinceRevision += now - member.previousWealth;
      member.earned += now - member.previousWealth;
      member.previousWealth = now;
      memberRounds[member.strategy] += round ? 1 : 0;
    }
  }

  /** Notes who plays what, and where the points are. */
  void endEpoch(WorldState state, long height) {
    counts.add(Arrays.stream(town.counts()).boxed().toList());
    recordSupply(state, height);
  }

  void recordSupply(WorldState state, long height) {
    Supply now = state.supply();
    supply.add(new SupplyPoint(height, now.issued(), now.held(), now.burnt(), now.redeemed()));
  }

  /** Some members look at others, one after the other; payoffs are those of the last epoch. */
  void reviseStrategies() {
    StrategyRevision revision = town.scenario.revision();
    double[] means = means();
    PairwiseComparison fermi = new PairwiseComparison(revision.intensity());
    int strategies = means.length;
    for (int event = 0; event < revision.events() && strategies > 1; event++) {
      int who = random.nextInt(town.agents.size());
      LedgerAgent member = town.agents.get(who);
      if (revision.mutation() > 0 && random.nextDouble() < revision.mutation()) {
        int other = random.nextInt(strategies - 1);
        member.strategy = other < member.strategy ? other : other + 1;
        continue;
      }
      int model = random.nextInt(town.agents.size() - 1);
      int seen = town.agents.get(model < who ? model : model + 1).strategy;
      // A strategy that was not played in the epoch has no measured payoff.
      boolean known = !Double.isNaN(means[seen]) && !Double.isNaN(means[member.strategy]);
      if (seen != member.strategy
          && known
          && random.nextDouble()
              < fermi.imitationProbability(means[member.strategy], means[seen])) {
        member.strategy = seen;
      }
    }
    town.agents.forEach(member -> member.earnedSinceRevision = 0);
  }

  private double[] means() {
    double[] sums = new double[earned.length];
    int[] players = town.counts();
    for (LedgerAgent member : town.agents) {
      sums[member.strategy] += member.earnedSinceRevision / town.scenario.epochRounds();
    }
    return Vectors.of(
        sums.length, each -> players[each] == 0 ? Double.NaN : sums[each] / players[each]);
  }

  /** What became of each member, in the order of the members. */
  List<MemberResult> members(WorldState state) {
    return town.agents.stream()
        .map(
            member ->
                new MemberResult(
                    town.strategyOf(member).name(),
                    member.earned / town.scenario.rounds(),
                    member.redeemed + member.points(state) - member.initialPoints,
                    member.accepted))
        .toList();
  }

  /** Cash a member and round of each strategy; 0 if it was not played. */
  List<Double> meanPayoffs() {
    return Vectors.list(
        earned.length,
        each -> memberRounds[each] == 0 ? 0.0 : earned[each].value() / memberRounds[each]);
  }
}
