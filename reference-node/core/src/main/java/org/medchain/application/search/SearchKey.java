package org.medchain.application.search;

import java.util.stream.IntStream;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
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

  /** Checks the length. */
  public SearchKey {
    if (secret.size() != SIZE) {
      throw new IllegalArgumentException("a search key has 32 bytes, not " + secret.size());
    }
  }

  /** The key of an epoch: the time between two ends of delegations, from 0. */
  public EpochKey epoch(int epoch) {
    Bytes label = new Encoder().text("medchain/search/epoch").count(epoch).toBytes();
    return new EpochKey(epoch, Hash.Keyed.by(secret).of(label));
  }

  /** The keys of all epochs up to this one, which is the current one. */
  public SearchKeyring keyring(int last) {
    return new SearchKeyring(IntStream.rangeClosed(0, last).mapToObj(this::epoch).toList());
  }

  @Override
  public String toString() {
    return "SearchKey[hidden]";
  }
}
