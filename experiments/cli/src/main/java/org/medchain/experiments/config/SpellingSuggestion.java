package org.medchain.experiments.config;

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

  /** Levenshtein's: least number of characters put in, taken out or changed. */
  static int distance(String from, String to) {
    int[] row = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(changed, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[to.length()];
  }
}
