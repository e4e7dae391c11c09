package org.medchain.launcher;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which known word was meant by an unknown one. */
public final class SpellingSuggestion {
  private SpellingSuggestion() {}

  /**
   * The nearest of {@code known}, if it is near enough to be worth a question; otherwise the only
   * one that has {@code word} among its words, as {@code rate_tps} has "rate".
   */
  public static Optional<String> nearest(String word, Collection<String> known) {
    // A long text is no slip of the fingers, and its distances would take long.
    if (word.length() > 40) {
      return Optional.empty();
    }
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance(word, candidate)))
        .filter(candidate -> distance(word, candidate) <= Math.max(1, candidate.length() / 3))
        .or(() -> only(known.stream().filter(candidate -> holds(candidate, word)).toList()));
  }

  private static Optional<String> only(List<String> found) {
    return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
  }

  private static boolean holds(String candidate, String word) {
    return word.length() > 2 && ("_" + candidate + "_").contains("_" + word + "_");
  }

  /**
   * Least number of characters put in, taken out or changed, or of neighbours that change places
   * (Levenshtein; Damerau).
   */
  static int distance(String from, String to) {
    int[] before = new int[to.length() + 1];
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] next = new int[to.length() + 1];
      next[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int changed = row[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        next[j] = Math.min(changed, 1 + Math.min(next[j - 1], row[j]));
        if (i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1)) {
          next[j] = Math.min(next[j], before[j - 2] + 1);
        }
      }
      before = row;
      row = next;
    }
    return row[to.length()];
  }
}
