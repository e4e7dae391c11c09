package org.medchain.data;

import java.util.function.Consumer;

/**
 * Something with a canonical encoding: equal values give equal bytes, different values differ. A
 * record declares it in a static field {@code CODEC}; other types override {@link #encode}.
 */
public interface Encodable {
  /** The codecs that the types declare. */
  ClassConstant<Codec<Encodable>> CODECS = new ClassConstant<>("CODEC", Codec.class);

  /** What {@code writer} appends. */
  static Encodable of(Consumer<Encoder> writer) {
    return new Encodable() {
      @Override
      public void encode(Encoder out) {
        writer.accept(out);
      }
    };
  }

  /** Appends this value to {@code out}. */
  default void encode(Encoder out) {
    CODECS.of(this).encode(out, this);
  }

  /**
   * For how many bytes {@link #encoded} makes room: what is usual, or exactly the encoding's length
   * where that is cheap to know, so that nothing is copied. Never a promise.
   */
  default int expectedSize() {
    return CODECS.get(getClass()).map(codec -> codec.size(this)).orElse(Encoder.INITIAL_CAPACITY);
  }

  /** The canonical encoding of this value alone. */
  default Bytes encoded() {
    Encoder out = new Encoder(expectedSize());
    encode(out);
    return out.toBytes();
  }
}
