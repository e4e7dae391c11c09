package org.medchain.history.linear;

/** How many configurations the searches of one check may visit; each takes about 300 bytes. */
final class SearchBudget {
  private final long all;
  private long left;

  SearchBudget(long steps) {
    this.all = steps;
    this.left = steps;
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
