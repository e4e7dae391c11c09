package org.medchain.application.search;

import java.util.ArrayList;
import java.util.List;
import org.medchain.data.Bytes;

/** Counts, for each bit of strings of one length, in how many it is 1. */
final class BitBalance {
  private static final int DEVIATIONS = 6;

  private final int[] ones;
  private int strings;

  BitBalance(int size) {
    ones = new int[size * Byte.SIZE];
  }

  void add(Bytes content) {
    strings++;
    for (int bit = 0; bit < ones.length; bit++) {
      ones[bit] += content.at(bit / Byte.SIZE) >>> (bit % Byte.SIZE) & 1;
    }
  }

  /** Names the bits that are too seldom or too often 1 for an even chance. */
  String verdict() {
    List<Integer> uneven = new ArrayList<>();
    for (int bit = 0; bit < ones.length; bit++) {
      // The variance of a fair coin is a quarter a toss.
      double allowed = DEVIATIONS * StrictMath.sqrt(strings) / 2;
      if (StrictMath.abs(ones[bit] - strings / 2.0) > allowed) {
        uneven.add(bit);
      }
    }
    return uneven.isEmpty() ? "even" : "uneven at bits " + uneven;
  }
}
