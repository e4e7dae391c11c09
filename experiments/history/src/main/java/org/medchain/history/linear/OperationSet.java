package org.medchain.history.linear;

import java.util.Arrays;

/** An immutable set of small numbers. */
final class OperationSet {
  private final long[] words;

  private OperationSet(long[] words) {
    this.words = words;
  }

  static OperationSet empty(int words) {
    return new OperationSet(new long[words]);
  }

  boolean has(int bit) {
    return (words[bit / Long.SIZE] & (1L << bit)) != 0;
  }

  /** With the number if it is not in the set, else without. */
  OperationSet flipped(int bit) {
    long[] copy = words.clone();
    copy[bit / Long.SIZE] ^= 1L << bit;
    return new OperationSet(copy);
  }

  /** The numbers of the first words alone. */
  OperationSet first(int count) {
    return new OperationSet(Arrays.copyOf(words, count));
  }

  /** Whether another set has all numbers of this one, those of the first words aside. */
  boolean within(OperationSet other, int first) {
    for (int i = first; i < words.length; i++) {
      if ((words[i] & ~other.words[i]) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OperationSet set && Arrays.equals(words, set.words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }
}
