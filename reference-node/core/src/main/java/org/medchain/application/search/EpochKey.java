package org.medchain.application.search;

import org.medchain.data.Bytes;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/**
 * The key of one epoch of an owner's index: says nothing of any other epoch's (VER-7). Never
 * printed.
 *
 * @param epoch its number, from 0
 * @param secret the key
 */
public record EpochKey(int epoch, Hash secret) implements Encodable {
  /** The least encoded size in bytes. */
  static final int MIN_SIZE = 1 + Hash.SIZE;

  /** Checks the number. */
  public EpochKey {
    if (epoch < 0) {
      throw new IllegalArgumentException("epochs are numbered from 0, not " + epoch);
    }
  }

  /** Reads what {@link #encode} wrote. */
  public static EpochKey decode(Decoder in) {
    return new EpochKey(EpochRange.number(in), in.hash());
  }

  @Override
  public void encode(Encoder out) {
    out.count(epoch).hash(secret);
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
