package org.medchain.consensus.pow;

import org.medchain.data.Argument;
import org.medchain.data.Codec;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;
import org.medchain.data.Hash;
import org.medchain.data.Transaction;

/**
 * Six bytes that identify a transaction in one {@link CompactBlock} (after BIP 152): the first of
 * SHA-256 over the block's hash and the transaction's id. The block's hash is the salt: an attacker
 * cannot search for two colliding transactions before the block is found (POW-33).
 *
 * @param bits the six bytes as a number, the first most significant
 */
public record ShortId(long bits) implements Encodable {
  /** Encoded length in bytes. */
  public static final int SIZE = 6;

  static final Codec<ShortId> CODEC = Codec.fixed(SIZE, (out, id) -> id.encode(out), ShortId::read);

  public ShortId {
    Argument.refuseIf(bits >>> (8 * SIZE) != 0, "a short id has 48 bits");
  }

  /** The short id of a transaction in a block. */
  public static ShortId of(Hash block, Transaction transaction) {
    Hash salted = Hash.of(new Encoder().hash(block).hash(transaction.id()).toBytes());
    return new ShortId(salted.w0() >>> (64 - 8 * SIZE));
  }

  private static ShortId read(Decoder in) {
    long high = in.int32() & 0xFFFF_FFFFL;
    return new ShortId(high << 16 | in.uint8() << 8 | in.uint8());
  }

  @Override
  public void encode(Encoder out) {
    out.int32((int) (bits >>> 16)).uint8((int) (bits >>> 8)).uint8((int) bits);
  }
}
