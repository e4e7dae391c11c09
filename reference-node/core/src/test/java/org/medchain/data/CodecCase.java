package org.medchain.data;

import java.util.function.Function;
import net.jqwik.api.Arbitrary;

/** An encodable type, its arbitrary values and its reader ({@link CodecProperties}). */
public record CodecCase<T extends Encodable>(
    Class<T> type, Arbitrary<T> values, Function<Decoder, T> reader) {
  /** A value of some listed type and how it is read. */
  record Sample<T extends Encodable>(CodecCase<T> codec, T value) {
    T decoded() {
      return Decoder.decode(value.encoded(), codec.reader);
    }

    @Override
    public String toString() {
      return codec.type.getSimpleName() + " " + value.encoded();
    }
  }

  Arbitrary<Sample<T>> samples() {
    return values.map(value -> new Sample<>(this, value));
  }

  @Override
  public String toString() {
    return type.getSimpleName();
  }
}
