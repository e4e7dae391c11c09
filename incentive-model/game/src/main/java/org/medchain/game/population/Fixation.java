package org.medchain.game.population;

import org.medchain.game.exact.Vectors;
import org.medchain.game.random.CompensatedSum;

/**
 * How mutants of one strategy fare in a population of another, without mutation, until one of the
 * two is alone (Karlin and Taylor 1975; Traulsen and Hauert 2009). For processes of single steps.
 *
 * <p>Probabilities and times are logarithms, since with strong selection either leaves the range of
 * {@code double}. Times are sums of expected visits, each a product of probabilities; the
 * textbook's form subtracts and loses all digits there. Counted in events, those that change
 * nothing included.
 */
public final class Fixation {
  private final int size;
  private final double[] visits;
  private final double[] head;
  private final double[] tail;

  private Fixation(int size, double[] up, double[] ratio) {
    this.size = size;
    // products[k] = product over i <= k of T-(i)/T+(i), as a logarithm.
    double[] products = new double[size];
    CompensatedSum sum = new CompensatedSum();
    for (int mutants = 1; mutants < size; mutants++) {
      sum.add(ratio[mutants]);
      products[mutants] = sum.value();
    }
    this.head = new double[size + 1];
    this.tail = new double[size + 1];
    head[0] = Double.NEGATIVE_INFINITY;
    tail[size] = Double.NEGATIVE_INFINITY;
    for (int place = 0; place < size; place++) {
      head[place + 1] = LogArithmetic.add(head[place], products[place]);
      int mirror = size - 1 - place;
      tail[mirror] = LogArithmetic.add(tail[mirror + 1], products[mirror]);
    }
    this.visits = visits(up, ratio, products);
  }

  /**
   * Mutants against residents in a population of these two alone.
   *
   * @param population its mutation is not looked at
   * @param mutant number of the mutants' strategy, from 0
   * @param resident number of the others' strategy
   */
  public static Fixation of(FinitePopulation population, int mutant, int resident) {
    SingleStepProcess process = population.requireSingleStep("fixation in closed form");
    FinitePopulation pair = population.pair(mutant, resident);
    int size = population.size();
    double[] up = new double[size];
    double[] ratio = new double[size];
    for (int mutants = 1; mutants < size; mutants++) {
      double[] payoffs = pair.payoffs(new int[] {mutants, size - mutants});
      up[mutants] = process.logGainProbability(mutants, size, payoffs[0], payoffs[1]);
      ratio[mutants] = process.logLossGainRatio(payoffs[0], payoffs[1]);
    }
    return new Fixation(size, up, ratio);
  }

  /** The logarithm of the probability that {@code mutants} mutants take over. */
  public double logProbability(int mutants) {
    // Not as a difference from the total, which near certainty would leave dust, or more than 1.
    return -LogArithmetic.add(0, tail[inside(mutants)] - head[mutants]);
  }

  /** The logarithm of the probability that the residents win against {@code mutants} mutants. */
  public double logExtinction(int mutants) {
    return -LogArithmetic.add(0, head[inside(mutants)] - tail[mutants]);
  }

  /** The probability that {@code mutants} mutants take over; may underflow to 0. */
  public double probability(int mutants) {
    return StrictMath.exp(logProbability(mutants));
  }

  /** The logarithm of the expected number of events until one strategy is alone. */
  public double logTime(int mutants) {
    return weighted(inside(mutants), new double[size + 1]);
  }

  /** The logarithm of the expected number of events until the mutants are alone, given they win. */
  public double logTimeIfFixed(int mutants) {
    return weighted(inside(mutants), head) - head[mutants];
  }

  /** The logarithm of the expected number of events until the mutants are gone, given they lose. */
  public double logTimeIfLost(int mutants) {
    return weighted(inside(mutants), tail) - tail[mutants];
  }

  private int inside(int mutants) {
    if (mutants < 1 || mutants >= size) {
      throw new IllegalArgumentException(mutants + " mutants are not between 1 and " + (size - 1));
    }
    return mutants;
  }

  /** The sum over places of expected time there, each times what Doob's transform gives it. */
  private double weighted(int from, double[] weight) {
    double[] terms = new double[size - 1];
    for (int place = 1; place < size; place++) {
      double arrives = from <= place ? head[from] - head[place] : tail[from] - tail[place];
      terms[place - 1] = arrives + visits[place] + weight[place];
    }
    return LogArithmetic.sum(terms);
  }

  /** Expected time at each place for one who is there: 1 / probability never to come back. */
  private double[] visits(double[] up, double[] ratio, double[] products) {
    return Vectors.of(
        size,
        place ->
            place == 0
                ? 0
                : -LogArithmetic.add(
                    up[place] + products[place] - tail[place],
                    up[place] + ratio[place] + products[place - 1] - head[place]));
  }
}
