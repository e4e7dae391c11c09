package org.medchain.node.ledger;

import java.util.ArrayList;
import java.util.List;
import org.medchain.data.Bytes;

/** Byte strings that differ in one bit. */
public final class BitFlips {
  private BitFlips() {}

  /** Each {@code step}-th. */
  public static List<Bytes> sample(Bytes bytes, int step) {
    List<Bytes> flipped = new ArrayList<>();
    for (int bit = 0; bit < bytes.size() * 8; bit += step) {
      byte[] copy = bytes.toArray();
      copy[bit / 8] ^= (byte) (1 << bit % 8);
      flipped.add(Bytes.of(copy));
    }
    return flipped;
  }
}
