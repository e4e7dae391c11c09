package org.medchain.hostile.bench;

/** Which changes of views a hostile member's own turns as primary explain. */
final class ViewChanges {
  private ViewChanges() {}

  /**
   * Changes that lead out of a view whose primary is the member: correct replicas may leave it.
   *
   * @param from view before
   * @param to view after
   * @param members number of them; the primary of a view is its number modulo this
   * @param member the hostile one's number
   */
  static long explained(long from, long to, int members, int member) {
    long explained = 0;
    for (long view = from; view < to; view++) {
      if (view % members == member) {
        explained++;
      }
    }
    return explained;
  }
}
