package org.medchain.credit.analysis;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.game.exact.Vectors;
import org.medchain.game.random.IntervalEstimate;
import org.medchain.game.random.ReplicateSeed;

/**
 * Variance-based sensitivity (Sobol' 1993) by Saltelli's design: two independent samples A and B,
 * and A with one column of B for each input; first-order indices by Saltelli et al. (2010), total
 * ones by Jansen (1999), intervals by the bootstrap over rows (GAME-17).
 *
 * <p>Points are drawn independently and not from a low-discrepancy sequence: the bootstrap needs
 * it. The cost is samples × (inputs + 2) evaluations.
 *
 * @param first share of the variance that goes when this input alone is fixed
 * @param total share that stays when all others are fixed
 */
public record SobolIndices(IntervalEstimate first, IntervalEstimate total) {
  private static final int RESAMPLES = 200;
  private static final double LEVEL = 0.95;

  /**
   * The indices of all inputs; not numbers if the model is constant.
   *
   * @param inputs how many inputs between 0 and 1 the model has
   * @param samples rows of A and of B, 2 or more
   */
  public static List<SobolIndices> of(
      int inputs, ToDoubleFunction<double[]> model, int samples, long seed) {
    SaltelliDesign design = SaltelliDesign.of(inputs, model, samples, seed);
    UniformRandomProvider random = ReplicateSeed.of(seed, "sobol bootstrap", 0).generator();
    double[][] first = new double[inputs][RESAMPLES];
    double[][] total = new double[inputs][RESAMPLES];
    int[] all = new int[samples];
    Arrays.setAll(all, row -> row);
    int[] rows = new int[samples];
    for (int resample = 0; resample < RESAMPLES; resample++) {
      Arrays.setAll(rows, row -> random.nextInt(samples));
      for (int input = 0; input < inputs; input++) {
        first[input][resample] = design.first(input, rows);
        total[input][resample] = design.total(input, rows);
      }
    }
    return Vectors.list(
        inputs,
        input ->
            new SobolIndices(
                estimate(design.first(input, all), first[input], samples),
                estimate(design.total(input, all), total[input], samples)));
  }

  /** The percentile interval (Efron and Tibshirani 1993). */
  private static IntervalEstimate estimate(double value, double[] resampled, int samples) {
    double[] sorted = resampled.clone();
    Arrays.sort(sorted);
    int cut = (int) Math.floor((1 - LEVEL) / 2 * sorted.length);
    return new IntervalEstimate(
        value, sorted[cut], sorted[sorted.length - 1 - cut], LEVEL, samples);
  }

  /** The model's values, with their mean taken off, which lowers the estimators' variance. */
  private static final class SaltelliDesign {
    /** At the rows of A. */
    private final double[] a;

    /** At the rows of B. */
    private final double[] b;

    /** For each input, at the rows of A with that column of B. */
    private final double[][] mixed;

    private SaltelliDesign(double[] a, double[] b, double[][] mixed) {
      this.a = a;
      this.b = b;
      this.mixed = mixed;
    }

    static SaltelliDesign of(int inputs, ToDoubleFunction<double[]> model, int samples, long seed) {
      UniformRandomProvider random = ReplicateSeed.of(seed, "sobol", 0).generator();
      double[] a = new double[samples];
      double[] b = new double[samples];
      double[][] mixed = new double[inputs][samples];
      for (int row = 0; row < samples; row++) {
        double[] left = random.doubles(inputs).toArray();
        double[] right = random.doubles(inputs).toArray();
        a[row] = model.applyAsDouble(left.clone());
        b[row] = model.applyAsDouble(right.clone());
        for (int input = 0; input < inputs; input++) {
          double[] point = left.clone();
          point[input] = right[input];
          mixed[input][row] = model.applyAsDouble(point);
        }
      }
      return centred(a, b, mixed);
    }

    private static SaltelliDesign centred(double[] a, double[] b, double[][] mixed) {
      double mean = (Arrays.stream(a).sum() + Arrays.stream(b).sum()) / (2.0 * a.length);
      Arrays.setAll(a, row -> a[row] - mean);
      Arrays.setAll(b, row -> b[row] - mean);
      for (double[] column : mixed) {
        Arrays.setAll(column, row -> column[row] - mean);
      }
      return new SaltelliDesign(a, b, mixed);
    }

    private double variance(int[] rows) {
      double sum = 0;
      double squares = 0;
      for (int row : rows) {
        sum += a[row] + b[row];
        squares += a[row] * a[row] + b[row] * b[row];
      }
      double mean = sum / (2.0 * rows.length);
      return squares / (2.0 * rows.length) - mean * mean;
    }

    double first(int input, int[] rows) {
      double sum = 0;
      for (int row : rows) {
        sum += b[row] * (mixed[input][row] - a[row]);
      }
      return sum / rows.length / variance(rows);
    }

    double total(int input, int[] rows) {
      double sum = 0;
      for (int row : rows) {
        double change = a[row] - mixed[input][row];
        sum += change * change;
      }
      return sum / (2.0 * rows.length) / variance(rows);
    }
  }
}
