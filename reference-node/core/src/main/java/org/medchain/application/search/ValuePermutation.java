package org.medchain.application.search;

import org.medchain.contract.search.IndexEntry;
import org.medchain.data.Bytes;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;

/**
 * A keyed pseudorandom permutation of entries' values, another one for each number of an entry: a
 * Feistel network of four rounds (Luby and Rackoff 1988) over halves of 16 and 17 bytes, whose
 * round functions are HMAC-SHA-256 (VER-2; decision 0274).
 *
 * <p>Two different values under one number give results that say nothing of each other, which
 * adding a key stream would not: an update that was refused, and made again with other content, has
 * the same numbers. Equal values give equal results.
 *
 * @param key of the keyword's values, which nodes never get
 * @param number of the entry among the keyword's
 */
record ValuePermutation(Hash.Keyed key, int number) {
  /**
   * Three rounds suffice against a reader that only sees results; four also against one that has
   * some opened.
   */
  private static final int ROUNDS = 4;

  private static final int LEFT_SIZE = IndexEntry.VALUE_SIZE / 2;

  /**
   * The value's image.
   *
   * @throws IllegalArgumentException if it has not the length of an entry's value
   */
  Bytes apply(Bytes value) {
    byte[] halves = checked(value);
    for (int round = 0; round < ROUNDS; round++) {
      addRound(halves, round);
    }
    return Bytes.of(halves);
  }

  /**
   * The value that has this image.
   *
   * @throws IllegalArgumentException if it has not the length of an entry's value
   */
  Bytes invert(Bytes image) {
    byte[] halves = checked(image);
    for (int round = ROUNDS - 1; round >= 0; round--) {
      addRound(halves, round);
    }
    return Bytes.of(halves);
  }

  private static byte[] checked(Bytes value) {
    IndexEntry.checkValue(value);
    return value.toArray();
  }

  /** Adds to one half, in turn the left and the right one, a function of the other, bit by bit. */
  private void addRound(byte[] halves, int round) {
    boolean left = round % 2 == 0;
    int from = left ? 0 : LEFT_SIZE;
    int to = left ? LEFT_SIZE : halves.length;
    Bytes other = Bytes.of(halves).slice(left ? to : 0, left ? halves.length : from);
    Bytes content = new Encoder(5 + other.size()).int32(number).uint8(round).raw(other).toBytes();
    byte[] block = key.of(content).toBytes().toArray();
    for (int at = from; at < to; at++) {
      halves[at] ^= block[at - from];
    }
  }
}
