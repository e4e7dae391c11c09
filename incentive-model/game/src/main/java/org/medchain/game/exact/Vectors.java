package org.medchain.game.exact;

import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Vectors and lists by their entries, and sums in the order of the entries. */
public final class Vectors {
  private Vectors() {}

  /** The vector with these entries. */
  public static double[] of(int length, IntToDoubleFunction entry) {
    double[] vector = new double[length];
    for (int i = 0; i < length; i++) {
      vector[i] = entry.applyAsDouble(i);
    }
    return vector;
  }

  /** The list of these items. */
  public static <T> List<T> list(int length, IntFunction<T> item) {
    return IntStream.range(0, length).mapToObj(item).toList();
  }

  /** The inner product; of shares and payoffs it is what a member drawn at random gets. */
  public static double dot(double[] left, double[] right) {
    double sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += left[i] * right[i];
    }
    return sum;
  }

  /** The sum, rounded after each entry. */
  public static double sum(double... values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }

  /** The greatest element of a vector that is not empty. */
  public static double max(double[] values) {
    double most = values[0];
    for (double value : values) {
      most = Math.max(most, value);
    }
    return most;
  }

  /** The greatest absolute value; 0 where there is none. */
  public static double norm(double... values) {
    double most = 0;
    for (double value : values) {
      most = Math.max(most, Math.abs(value));
    }
    return most;
  }

  /** The greatest difference of two entries at the same place. */
  public static double distance(double[] one, double[] other) {
    return norm(of(one.length, i -> one[i] - other[i]));
  }
}
