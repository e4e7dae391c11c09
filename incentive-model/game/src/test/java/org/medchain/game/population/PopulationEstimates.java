package org.medchain.game.population;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.medchain.game.random.IntervalEstimate;
import org.medchain.game.random.ReplicateSeed;
import org.medchain.game.random.SamplingPlan;

/** What runs of a finite population show, with intervals (GAME-17). */
final class PopulationEstimates {
  private PopulationEstimates() {}

  /**
   * One run, looked at from time to time.
   *
   * @param start how many play each
   * @param rounds how long, in rounds of N events or generations
   * @param every rounds between kept counts, one or more; those of the start come first
   */
  static List<int[]> trajectory(
      FinitePopulation population, int[] start, int rounds, int every, ReplicateSeed seed) {
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
  static IntervalEstimate fixation(
      FinitePopulation population,
      int mutant,
      int resident,
      int mutants,
      int roundsMax,
      SamplingPlan sampling) {
    FinitePopulation pure =
        new FinitePopulation(population.game(), population.size(), population.process(), 0);
    int[] start = new int[pure.strategies()];
    start[mutant] = mutants;
    start[resident] = pure.size() - mutants;
    return sampling.share(seed -> fate(new CountSimulation(pure, start, seed), mutant, roundsMax));
  }

  private static SamplingPlan.ReplicateOutcome fate(
      CountSimulation run, int mutant, int roundsMax) {
    for (int round = 0; round < roundsMax && !isMonomorphic(run); round++) {
      run.round();
    }
    if (!isMonomorphic(run)) {
      return SamplingPlan.ReplicateOutcome.UNDECIDED;
    }
    return run.counts()[mutant] > 0
        ? SamplingPlan.ReplicateOutcome.SUCCESS
        : SamplingPlan.ReplicateOutcome.FAILURE;
  }

  private static boolean isMonomorphic(CountSimulation run) {
    return Arrays.stream(run.counts()).filter(count -> count > 0).count() == 1;
  }

  /**
   * The share of each strategy, on average over the rounds of a run after the first ones.
   *
   * @param warmUp rounds that are not counted
   * @param rounds that are, one or more
   * @return a mean over the replicates for each strategy
   */
  static List<IntervalEstimate> shares(
      FinitePopulation population, int[] start, int warmUp, int rounds, SamplingPlan sampling) {
    return sampling.means(seed -> average(population, start, warmUp, rounds, seed));
  }

  private static double[] average(
      FinitePopulation population, int[] start, int warmUp, int rounds, ReplicateSeed seed) {
    CountSimulation run = new CountSimulation(population, start, seed);
    long[] sums = new long[start.length];
    for (int round = 1 - warmUp; round <= rounds; round++) {
      run.round();
      for (int strategy = 0; strategy < sums.length && round > 0; strategy++) {
        sums[strategy] += run.counts()[strategy];
      }
    }
    double[] shares = new double[sums.length];
    for (int strategy = 0; strategy < sums.length; strategy++) {
      shares[strategy] = sums[strategy] / ((double) rounds * population.size());
    }
    return shares;
  }
}
