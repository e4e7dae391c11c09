package org.medchain.history.linear;

/** How many configurations the searches of one check may visit; each takes about 300 bytes. */
final class SearchBudget {
  private final long all;
  private long left;

  SearchBudget(long steps) {
    this.all = steps;
    this.left = steps;
  }

  /** A part for a question of less weight; what it uses is taken off here too. */
  SearchBudget part(long steps) {
    long granted = Math.min(steps, left);
    left -= granted;
    return new SearchBudget(granted);
  }

  /** Gives back what a part has left. */
  void regain(SearchBudget part) {
    left += Math.max(0, part.left);
  }

  /** Whether there was one left. */
  boolean take() {
    left--;
    return left >= 0;
  }

  long used() {
    return Math.min(all, all - left);
  }
}
