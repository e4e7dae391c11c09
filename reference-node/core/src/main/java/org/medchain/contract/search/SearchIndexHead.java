package org.medchain.contract.search;

import org.medchain.data.Encodable;

/**
 * How far an owner's index is (CON-34).
 *
 * @param epoch of the keys that its next update is made with: one more for each delegation that
 *     ended, from 0; they are counted on in the next generation
 * @param updates that it has: the number of the next one
 * @param entries in all of them
 * @param searches that were billed: the number of the next line of the owner's search log
 */
public record SearchIndexHead(int epoch, long updates, long entries, long searches)
    implements Encodable {
  /** The head of an owner that has no index yet. */
  public static final SearchIndexHead EMPTY = new SearchIndexHead(0, 0, 0, 0);

  /** Encoded length in bytes. */
  static final int SIZE = 28;

  SearchIndexHead updatedBy(int more) {
    return new SearchIndexHead(epoch, updates + 1, entries + more, searches);
  }

  SearchIndexHead nextEpoch() {
    return new SearchIndexHead(epoch + 1, updates, entries, searches);
  }

  SearchIndexHead clearedTo(long left, int taken, int nextEpoch) {
    return new SearchIndexHead(nextEpoch, left, entries - taken, searches);
  }

  SearchIndexHead searched() {
    return new SearchIndexHead(epoch, updates, entries, searches + 1);
  }
}
