package org.medchain.history.check;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Cuts what fails down to a part from which no single item can be removed (Zeller and Hildebrandt
 * 2002).
 */
public final class DeltaDebugging {
  private DeltaDebugging() {}

  /** The smallest part found that still fails; {@code whole} does. */
  public static <T> List<T> minimise(List<T> whole, Predicate<List<T>> fails) {
    List<T> left = whole;
    int pieces = 2;
    while (!left.isEmpty()) {
      int size = Math.max(1, Math.ceilDiv(left.size(), pieces));
      List<T> smaller = withoutOnePiece(left, size, fails);
      if (smaller.size() < left.size()) {
        left = smaller;
        pieces = Math.max(2, pieces - 1);
      } else if (size == 1) {
        return left;
      } else {
        pieces = Math.min(left.size(), pieces * 2);
      }
    }
    return left;
  }

  private static <T> List<T> withoutOnePiece(List<T> whole, int size, Predicate<List<T>> fails) {
    for (int from = 0; from < whole.size(); from += size) {
      List<T> rest = new ArrayList<>(whole.subList(0, from));
      rest.addAll(whole.subList(Math.min(whole.size(), from + size), whole.size()));
      if (fails.test(rest)) {
        return rest;
      }
    }
    return whole;
  }
}
