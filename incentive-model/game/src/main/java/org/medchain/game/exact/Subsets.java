package org.medchain.game.exact;

import java.util.List;
import java.util.stream.IntStream;

/** Subsets that a number's binary digits choose. */
public final class Subsets {
  private Subsets() {}

  /** Those members whose digit is 1; the last digit is that of the first member. */
  public static List<Integer> of(List<Integer> members, int digits) {
    return IntStream.range(0, members.size())
        .filter(at -> (digits >> at & 1) == 1)
        .mapToObj(members::get)
        .toList();
  }
}
