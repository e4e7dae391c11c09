package org.medchain.game.population;

import java.util.ArrayList;
import java.util.List;

/**
 * How some mutants of one strategy fare in a population of another, without mutation, until one of
 * the two is alone. All numbers are natural logarithms; minus infinity stands for 0, and what is
 * not defined is no number.
 *
 * <p>Time is counted in events, those that change nothing included, or by Wright and Fisher in
 * generations.
 *
 * @param mutants how many there are at first
 * @param logProbability that they take over
 * @param logTime expected until one strategy is alone
 * @param logTimeIfFixed expected in the runs in which the mutants take over
 * @param logTimeIfLost expected in the runs in which they are lost
 */
public record FixationStatistics(
    int mutants,
    double logProbability,
    double logTime,
    double logTimeIfFixed,
    double logTimeIfLost) {
  /** Larger populations by Wright and Fisher take minutes. */
  public static final int MAX_WRIGHT_FISHER_SIZE = 600;

  /**
   * The fate of mutants, for each of several initial numbers.
   *
   * @param population its mutation is not looked at; by Wright and Fisher of at most {@link
   *     #MAX_WRIGHT_FISHER_SIZE}, where probabilities below 1e-308 are not told apart from 0
   * @param mutant number of the mutants' strategy, from 0
   * @param resident number of the others' strategy
   * @param mutants numbers from 1 to the population's size less 1
   */
  public static List<FixationStatistics> of(
      FinitePopulation population, int mutant, int resident, List<Integer> mutants) {
    return switch (population.process()) {
      case SingleStepProcess single -> singles(Fixation.of(population, mutant, resident), mutants);
      case WrightFisherProcess whole -> {
        if (population.size() > MAX_WRIGHT_FISHER_SIZE) {
          throw new IllegalArgumentException(
              "fixation times by Wright and Fisher stand with a population of "
                  + population.size()
                  + ", more than "
                  + MAX_WRIGHT_FISHER_SIZE);
        }
        yield generations(population.pair(mutant, resident), whole, mutants);
      }
    };
  }

  private static List<FixationStatistics> singles(Fixation fixation, List<Integer> mutants) {
    return mutants.stream()
        .map(
            each ->
                new FixationStatistics(
                    each,
                    fixation.logProbability(each),
                    fixation.logTime(each),
                    fixation.logTimeIfFixed(each),
                    fixation.logTimeIfLost(each)))
        .toList();
  }

  /** The first count is that of the mutants: states 0 and N are the ends. */
  private static List<FixationStatistics> generations(
      FinitePopulation pair, WrightFisherProcess process, List<Integer> mutants) {
    double[][] chain = TransitionMatrix.of(pair, process);
    int size = pair.size();
    boolean[] ends = new boolean[size + 1];
    ends[0] = true;
    ends[size] = true;
    double[] wins = GthElimination.absorption(chain, size, 0);
    double[] loses = GthElimination.absorption(chain, 0, size);
    double[] time = GthElimination.absorptionTimes(chain, ends);
    double[] fixed = GthElimination.absorptionTimes(chain, size, wins);
    double[] lost = GthElimination.absorptionTimes(chain, 0, loses);
    List<FixationStatistics> all = new ArrayList<>();
    for (int each : mutants) {
      if (each < 1 || each >= size) {
        throw new IllegalArgumentException(each + " mutants are not between 1 and " + (size - 1));
      }
      all.add(
          new FixationStatistics(
              each,
              StrictMath.log(wins[each]),
              StrictMath.log(time[each]),
              wins[each] == 0 ? Double.NaN : StrictMath.log(fixed[each]),
              loses[each] == 0 ? Double.NaN : StrictMath.log(lost[each])));
    }
    return all;
  }
}
