package org.medchain.game.population;

import java.util.ArrayList;
import java.util.List;
import org.medchain.game.random.IntervalEstimate;
import org.medchain.game.random.ReplicateSeed;
import org.medchain.game.random.SamplingPlan;

/** What runs of a finite population show, with intervals (GAME-17). */
public final class PopulationEstimates {
  private PopulationEstimates() {}

  /**
   * One run, looked at from time to time.
   *
   * @param start how many play each
   * @param rounds how long, in rounds of N events or generations
   * @param every number of rounds between kept counts, one or more; those of the start come first
   */
  public static List<int[]> trajectory(
      FinitePopulation population, int[] start, int rounds, int every, ReplicateSeed seed) {
    if (every < 1) {
      throw new IllegalArgumentException("cannot look every " + every + " rounds: 1 or more");
    }
    CountSimulation run = new CountSimulation(population, start, seed);
    List<int[]> seen = new ArrayList<>(List.of(run.counts()));
    for (int round = 1; round <= rounds; round++) {
      run.round();
      if (round % every == 0) {
        seen.add(run.counts());
      }
    }
    return seen;
  }

  /**
   * How often mutants take over a population of residents, without mutation.
   *
   * @param roundsMax a replicate that is not decided by then is counted against both ends of the
   *     interval
   */
  public static IntervalEstimate fixation(
      FinitePopulation population,
      int mutant,
      int resident,
      int mutants,
      int roundsMax,
      SamplingPlan sampling) {
    FinitePopulation pure =
        new FinitePopulation(population.game(), population.size(), population.process(), 0);
    int[] start = pure.twoStrategyCounts(mutant, resident, mutants);
    return sampling.share(seed -> fate(new CountSimulation(pure, start, seed), mutant, roundsMax));
  }

  private static SamplingPlan.ReplicateOutcome fate(
      CountSimulation run, int mutant, int roundsMax) {
    for (int round = 0; round < roundsMax && !run.isMonomorphic(); round++) {
      run.round();
    }
    if (!run.isMonomorphic()) {
      return SamplingPlan.ReplicateOutcome.UNDECIDED;
    }
    return run.count(mutant) > 0
        ? SamplingPlan.ReplicateOutcome.SUCCESS
        : SamplingPlan.ReplicateOutcome.FAILURE;
  }

  /**
   * The share of each strategy, on average over the rounds of a run after the first ones.
   *
   * @param warmUp rounds that are not counted
   * @param rounds that are, one or more
   * @return a mean over the replicates for each strategy
   */
  public static List<IntervalEstimate> shares(
      FinitePopulation population, int[] start, int warmUp, int rounds, SamplingPlan sampling) {
    if (rounds < 1) {
      throw new IllegalArgumentException("needs 1 round or more, not " + rounds);
    }
    return sampling.means(seed -> average(population, start, warmUp, rounds, seed));
  }

  private static double[] average(
      FinitePopulation population, int[] start, int warmUp, int rounds, ReplicateSeed seed) {
    CountSimulation run = new CountSimulation(population, start, seed);
    long[] sums = new long[start.length];
    for (int round = 1 - warmUp; round <= rounds; round++) {
      run.round();
      for (int strategy = 0; strategy < sums.length && round > 0; strategy++) {
        sums[strategy] += run.count(strategy);
      }
    }
    double[] shares = new double[sums.length];
    for (int strategy = 0; strategy < sums.length; strategy++) {
      shares[strategy] = sums[strategy] / ((double) rounds * population.size());
    }
    return shares;
  }
}
