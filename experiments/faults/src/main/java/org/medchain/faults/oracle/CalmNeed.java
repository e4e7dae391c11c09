package org.medchain.faults.oracle;

import java.util.Locale;

/**
 * What the calm phase of a schedule may take, and what it took (SCH-25); times in units of the
 * first view timeout.
 *
 * @param bound for the execution of a request at all honest members
 * @param need the longest that one took, or waits already
 * @param maxUnseated how often a correct primary may lose its view
 * @param unseated how often one did
 */
public record CalmNeed(double bound, double need, int maxUnseated, int unseated) {
  /** The least bound and the greatest need of both. */
  public CalmNeed worse(CalmNeed other) {
    return new CalmNeed(
        Math.min(bound, other.bound),
        Math.max(need, other.need),
        Math.max(maxUnseated, other.maxUnseated),
        Math.max(unseated, other.unseated));
  }

  /** A row of a table, between what was played and a word for the verdict. */
  public String row(String head, String word) {
    return String.format(
        Locale.ROOT, "%s,%.1f,%.1f,%d,%d,%s", head, bound, need, maxUnseated, unseated, word);
  }
}
