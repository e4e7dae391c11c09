package org.medchain.game.population;

/**
 * Birth and death (Moran 1958; with games Nowak et al. 2004; Taylor et al. 2004): an individual is
 * chosen by fitness to have one offspring, which may mutate and replaces an individual chosen
 * uniformly from all, the parent included.
 */
public record MoranProcess(Fitness fitness) implements SingleStepProcess {
  @Override
  public void transitionProbabilities(
      int[] counts, double[] payoffs, double mutation, double[][] into) {
    double[] born = OffspringDistribution.shares(fitness, counts, payoffs, mutation);
    int size = 0;
    for (int count : counts) {
      size += count;
    }
    for (int dies = 0; dies < counts.length; dies++) {
      for (int comes = 0; comes < counts.length; comes++) {
        into[dies][comes] = born[comes] * counts[dies] / size;
      }
    }
  }

  @Override
  public double logGainProbability(
      int mutants, int size, double mutantPayoff, double residentPayoff) {
    double births = StrictMath.log(mutants) + fitness.log(mutantPayoff);
    double others = StrictMath.log(size - mutants) + fitness.log(residentPayoff);
    double death = StrictMath.log((double) (size - mutants) / size);
    return births - LogArithmetic.add(births, others) + death;
  }

  @Override
  public double logLossGainRatio(double mutantPayoff, double residentPayoff) {
    return fitness.log(residentPayoff) - fitness.log(mutantPayoff);
  }
}
