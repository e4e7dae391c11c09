package org.medchain.game.population;

/** A process in which one event changes the strategy of at most one individual. */
public sealed interface SingleStepProcess extends UpdateProcess
    permits MoranProcess, PairwiseComparison {
  /**
   * The probability that the next event takes away one who plays i and puts in one who plays j. All
   * entries together make 1; those of the diagonal change nothing.
   *
   * @param counts how many play each, two strategies or more
   * @param payoffs what each yields
   * @param mutation probability that the one who comes plays a strategy drawn from all the others,
   *     each as likely
   * @param into gets [i][j]
   */
  void transitionProbabilities(int[] counts, double[] payoffs, double mutation, double[][] into);

  /**
   * The logarithm of the probability, without mutation, that the next event adds one mutant, of
   * {@code size} of whom {@code mutants} are mutants, with these payoffs.
   */
  double logGainProbability(int mutants, int size, double mutantPayoff, double residentPayoff);

  /**
   * The logarithm of how much likelier, without mutation, the mutants lose one than win one; exact
   * where both probabilities underflow.
   */
  double logLossGainRatio(double mutantPayoff, double residentPayoff);
}
