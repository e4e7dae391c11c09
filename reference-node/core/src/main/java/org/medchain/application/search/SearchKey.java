package org.medchain.application.search;

import org.medchain.contract.search.SearchIndexes;
import org.medchain.data.Argument;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;

/**
 * The secret of an owner that all keys of its index are derived from (VER-2); never printed, and
 * never given away: a delegate gets keys of epochs ({@link SearchKeyring}).
 *
 * @param secret 32 bytes that nobody else can guess
 */
public record SearchKey(Bytes secret) {
  /** Length in bytes. */
  public static final int SIZE = 32;

  public SearchKey {
    Argument.refuseIf(secret.size() != SIZE, "a search key has 32 bytes, not %s", secret.size());
  }

  /**
   * The key of an epoch: the time between two ends of delegations, from 0. From it those of earlier
   * epochs of its generation follow, and none of later ones (a hash chain, Lamport 1981): it is the
   * last of the generation's chain taken back to this epoch. Each generation has a separate chain
   * (VER-13).
   *
   * @throws IllegalArgumentException if there is no such epoch
   */
  public EpochKey epoch(int epoch) {
    int generation = SearchIndexes.generation(epoch);
    int last = generation * SearchIndexes.MAX_EPOCHS + SearchIndexes.MAX_EPOCHS - 1;
    String label = "medchain/search/epoch" + (generation == 0 ? "" : "/" + generation);
    EpochKey key = new EpochKey(last, Hash.Keyed.by(secret).of(Bytes.utf8(label)));
    while (key.epoch() > epoch) {
      key = key.before();
    }
    return key;
  }

  /** The keys of its generation's epochs up to this one, which is the current one. */
  public SearchKeyring keyring(int last) {
    return SearchKeyring.upTo(epoch(last));
  }

  @Override
  public String toString() {
    return "SearchKey[hidden]";
  }
}
