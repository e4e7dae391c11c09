package org.medchain.data;

/** Something with a canonical encoding: equal values give equal bytes, different values differ. */
public interface Encodable {
  /** Appends this value to {@code out}. */
  void encode(Encoder out);

  /** The canonical encoding of this value alone. */
  default Bytes encoded() {
    Encoder out = new Encoder();
    encode(out);
    return out.toBytes();
  }
}
