package org.medchain.data;

/** SHA-256 over pieces, for oracles that share no code with the checked class. */
public final class Sha256 {
  private Sha256() {}

  public static Hash of(int prefix, Bytes... pieces) {
    Encoder out = new Encoder().uint8(prefix);
    for (Bytes piece : pieces) {
      out.raw(piece);
    }
    return Hash.of(out.toBytes());
  }

  public static Hash of(int prefix, Hash left, Hash right) {
    return of(prefix, left.toBytes(), right.toBytes());
  }
}
