package org.medchain.data;

/**
 * Something with a canonical encoding: equal values give equal bytes, different values differ. Of a
 * record it follows from its declaration ({@link Codec#of(Class)}); other types override {@link
 * #encode}.
 */
public interface Encodable {
  /** An encodable that a function writes. */
  @FunctionalInterface
  interface Written extends Encodable {
    @Override
    void encode(Encoder out);
  }

  /** The output of a function, as an encodable. */
  static Encodable of(Written written) {
    return written;
  }

  /** Appends this value to {@code out}. */
  default void encode(Encoder out) {
    TypeCodecs.find(this).orElseThrow().encode(out, this);
  }

  /**
   * For how many bytes {@link #encoded} makes room: the usual number, or exactly the encoding's
   * length if that is cheap to know, so that nothing is copied. Never a promise.
   */
  default int expectedSize() {
    return TypeCodecs.find(this).map(codec -> codec.size(this)).orElse(Encoder.INITIAL_CAPACITY);
  }

  /** The canonical encoding of this value by itself. */
  default Bytes encoded() {
    Encoder out = new Encoder(expectedSize());
    encode(out);
    return out.toBytes();
  }
}
