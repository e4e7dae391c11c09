package org.medchain.application.search;

import org.medchain.data.Argument;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/**
 * The key of one epoch of an owner's index: those of earlier epochs follow from it, and it says
 * nothing of any later one's (VER-7). Never printed.
 *
 * @param epoch its number, from 0
 * @param secret the key
 */
public record EpochKey(int epoch, Hash secret) {
  public EpochKey {
    Argument.refuseIf(epoch < 0, "epochs are numbered from 0, not %s", epoch);
  }

  /** The key of the epoch before. */
  EpochKey before() {
    return new EpochKey(epoch - 1, derive("before", Bytes.EMPTY));
  }

  /** A value of the pseudorandom function, for one use. */
  Hash derive(String use, Bytes content) {
    return Hash.Keyed.by(secret).of(new Encoder().text(use).bytes(content).toBytes());
  }

  @Override
  public String toString() {
    return "EpochKey[" + epoch + ", hidden]";
  }
}
