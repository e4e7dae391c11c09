package org.medchain.game.random;

import java.util.List;
import java.util.function.Function;

/**
 * How an estimate is drawn: which seeds, how many replicates, how sure (GAME-17). The number of
 * threads changes nothing but the time.
 *
 * @param master seed
 * @param cell name of what is estimated; with the master seed and the replicate it makes the seed
 * @param replicates one or more
 * @param threads the largest number that run at once
 * @param level of confidence of the intervals, such as 0.95
 */
public record SamplingPlan(long master, String cell, int replicates, int threads, double level) {
  /** What became of a replicate that ends in success, in failure, or not within its time. */
  public enum ReplicateOutcome {
    SUCCESS,
    FAILURE,
    UNDECIDED
  }

  /** The results in the order of the replicates. */
  public <T> List<T> run(Function<ReplicateSeed, T> replicate) {
    return ReplicateRunner.run(master, cell, replicates, threads, replicate);
  }

  /** The means of what each replicate yields, an array of the same length each time. */
  public List<IntervalEstimate> means(Function<ReplicateSeed, double[]> replicate) {
    List<double[]> values = run(replicate);
    return IntervalEstimate.ofMeans(level, values);
  }

  /**
   * The share of successes, by Clopper and Pearson. What is undecided counts as failure for the
   * lower end of the interval, as success for the upper end, and not for the share itself unless
   * nothing is decided.
   */
  public IntervalEstimate share(Function<ReplicateSeed, ReplicateOutcome> replicate) {
    List<ReplicateOutcome> outcomes = run(replicate);
    long wins = outcomes.stream().filter(ReplicateOutcome.SUCCESS::equals).count();
    long open = outcomes.stream().filter(ReplicateOutcome.UNDECIDED::equals).count();
    long decided = Math.max(1, replicates - open);
    return new IntervalEstimate(
        (double) wins / decided,
        IntervalEstimate.ofShareExact(level, wins, replicates).low(),
        IntervalEstimate.ofShareExact(level, wins + open, replicates).high(),
        level,
        replicates);
  }
}
