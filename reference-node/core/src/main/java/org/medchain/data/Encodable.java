package org.medchain.data;

/** Something with a canonical encoding: equal values give equal bytes, different values differ. */
public interface Encodable {
  /** Appends this value to {@code out}. */
  void encode(Encoder out);

  /**
   * For how many bytes {@link #encoded} makes room: what is usual, or exactly the encoding's length
   * where that is cheap to know, so that nothing is copied. Never a promise.
   */
  default int expectedSize() {
    return Encoder.INITIAL_CAPACITY;
  }

  /** The canonical encoding of this value alone. */
  default Bytes encoded() {
    Encoder out = new Encoder(expectedSize());
    encode(out);
    return out.toBytes();
  }
}
