package org.medchain.game.network;

import java.util.Arrays;
import java.util.List;
import org.medchain.game.random.IntervalEstimate;
import org.medchain.game.random.ReplicateSeed;
import org.medchain.game.random.SamplingPlan;
import org.medchain.game.random.SamplingPlan.ReplicateOutcome;

/** What runs on a network show, with intervals (GAME-17). */
public final class NetworkEstimates {
  private NetworkEstimates() {}

  /**
   * How often a single mutant at a node drawn evenly takes over, without mutation.
   *
   * @param roundsMax a replicate that is not decided by then is counted against both ends of the
   *     interval
   */
  public static IntervalEstimate fixation(
      NetworkPopulation population,
      int mutant,
      int resident,
      int roundsMax,
      SamplingPlan sampling) {
    NetworkPopulation pure =
        new NetworkPopulation(
            population.graph(), population.game(), population.rule(), population.aggregation(), 0);
    return sampling.share(seed -> fate(pure, mutant, resident, roundsMax, seed));
  }

  private static ReplicateOutcome fate(
      NetworkPopulation pure, int mutant, int resident, int roundsMax, ReplicateSeed seed) {
    int[] start = new int[pure.graph().nodes()];
    Arrays.fill(start, resident);
    start[seed.substream(0).generator().nextInt(start.length)] = mutant;
    NetworkSimulation run = new NetworkSimulation(pure, start, seed.substream(1));
    for (int round = 0; round < roundsMax && !run.isMonomorphic(); round++) {
      for (int event = 0; event < start.length && !run.isMonomorphic(); event++) {
        run.step();
      }
    }
    if (!run.isMonomorphic()) {
      return ReplicateOutcome.UNDECIDED;
    }
    return run.count(mutant) > 0 ? ReplicateOutcome.SUCCESS : ReplicateOutcome.FAILURE;
  }

  /**
   * The share of each strategy, on average over the rounds of a run after the first ones.
   *
   * @param start what each node plays
   * @param warmUp rounds that are not counted
   * @param rounds that are, one or more
   * @return a mean over the replicates for each strategy
   */
  public static List<IntervalEstimate> shares(
      NetworkPopulation population, int[] start, int warmUp, int rounds, SamplingPlan sampling) {
    return sampling.means(
        seed -> {
          NetworkSimulation run = new NetworkSimulation(population, start, seed);
          long[] sums = new long[population.game().strategies().size()];
          for (int round = 1 - warmUp; round <= rounds; round++) {
            run.round();
            for (int strategy = 0; round > 0 && strategy < sums.length; strategy++) {
              sums[strategy] += run.count(strategy);
            }
          }
          return Arrays.stream(sums)
              .mapToDouble(sum -> (double) sum / rounds / start.length)
              .toArray();
        });
  }
}
