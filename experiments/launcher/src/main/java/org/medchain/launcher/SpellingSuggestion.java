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
    int[][] least = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        least[i][j] = Math.max(i, j);
        if (i > 0 && j > 0) {
          int changed = least[i - 1][j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
          least[i][j] = Math.min(changed, 1 + Math.min(least[i][j - 1], least[i - 1][j]));
        }
        if (i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1)) {
          least[i][j] = Math.min(least[i][j], least[i - 2][j - 2] + 1);
        }
      }
    }
    return least[from.length()][to.length()];
  }
}
