package org.medchain.experiments.results;

import java.util.Arrays;

/**
 * Size, mean and unbiased variance of a sample.
 *
 * @param count number of values, one or more
 * @param mean of them
 * @param variance with the divisor n − 1; 0 for a single value
 */
record SampleMoments(int count, double mean, double variance) {
  static SampleMoments of(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("a sample without values has no mean");
    }
    if (Arrays.stream(values).allMatch(value -> value == values[0])) {
      return new SampleMoments(values.length, values[0], 0); // a sum would leave dust
    }
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    double mean = sum / values.length;
    double squares = 0;
    for (double value : values) {
      squares += (value - mean) * (value - mean);
    }
    return new SampleMoments(
        values.length, mean, values.length == 1 ? 0 : squares / (values.length - 1));
  }
}
