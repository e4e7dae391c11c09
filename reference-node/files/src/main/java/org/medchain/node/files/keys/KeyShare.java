package org.medchain.node.files.keys;

import org.medchain.data.Argument;
import org.medchain.data.Bytes;
import org.medchain.data.Codec;
import org.medchain.data.Encodable;
import org.medchain.data.Hash;

/**
 * One node's share of a deposit's secret; never printed.
 *
 * @param number from 0
 * @param value 32 bytes
 */
public record KeyShare(int number, Bytes value) implements Encodable {
  public static final Codec<KeyShare> CODEC =
      Codec.of(KeyShare.class, Codec.INT32, Codec.raw(KeyShare.SIZE));

  /** Length in bytes. */
  static final int SIZE = 32;

  public KeyShare {
    Argument.refuseIf(
        number < 0 || value.size() != SIZE, "a share has a number from 0 on and %s bytes", SIZE);
  }

  /** Whether it is the share of this number in the deposit. */
  boolean isOf(KeyDeposit deposit) {
    return number < deposit.commitments().size()
        && deposit.commitments().get(number).equals(commitment());
  }

  /** The deposit's commitment to it: a share is random, so its hash says nothing of it. */
  Hash commitment() {
    return Hash.of(value);
  }

  @Override
  public String toString() {
    return "KeyShare[" + number + ", hidden]";
  }
}
