package org.medchain.claims.chain;

import java.util.function.Predicate;
import org.medchain.data.Bytes;

/** Flips single bits, and counts those that no check reports. For one thread. */
final class CountedFlips {
  private long count;
  private long unreported;

  /** Flips each bit of the bytes from {@code from} up to, not including, {@code to}. */
  void each(Bytes content, int from, int to, Predicate<Bytes> isReported) {
    for (long bit = (long) Byte.SIZE * from; bit < (long) Byte.SIZE * to; bit++) {
      flip(content, bit, isReported);
    }
  }

  /** Flips each bit. */
  void each(Bytes content, Predicate<Bytes> isReported) {
    each(content, 0, content.size(), isReported);
  }

  /** Flips one bit, counted from 0, and asks the check about the changed bytes. */
  void flip(Bytes content, long bit, Predicate<Bytes> isReported) {
    count++;
    if (!isReported.test(flipped(content, bit))) {
      unreported++;
    }
  }

  /** The bytes with one other bit. */
  static Bytes flipped(Bytes content, long bit) {
    byte[] changed = content.toArray();
    changed[Math.toIntExact(bit / Byte.SIZE)] ^= (byte) (1 << (bit % Byte.SIZE));
    return Bytes.of(changed);
  }

  /** How many bits were flipped. */
  long count() {
    return count;
  }

  /** How many of them no check reported. */
  long unreported() {
    return unreported;
  }
}
