package org.medchain.application.search;

import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/**
 * Pseudorandom bytes of a key, by a counter (NIST SP 800-108, counter mode). A key is for one
 * content: of two under one key the difference would show.
 */
final class KeyStream {
  private KeyStream() {}

  /** The bytes with as many of the stream added bit by bit; twice gives the first ones again. */
  static Bytes xor(Hash.Keyed key, Bytes content) {
    byte[] result = content.toArray();
    byte[] block = new byte[Hash.SIZE];
    for (int at = 0; at < result.length; at++) {
      int within = at % Hash.SIZE;
      if (within == 0) {
        key.of(new Encoder(4).int32(at / Hash.SIZE).toBytes()).copyTo(block, 0);
      }
      result[at] ^= block[within];
    }
    return Bytes.of(result);
  }
}
