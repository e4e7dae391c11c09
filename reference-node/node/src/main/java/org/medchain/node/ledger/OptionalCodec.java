package org.medchain.node.ledger;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.medchain.data.Decoder;
import org.medchain.data.Encodable;
import org.medchain.data.Encoder;

/** A value that may be absent, as a list of none or one. */
final class OptionalCodec {
  private OptionalCodec() {}

  static <T> Optional<T> decode(Decoder in, int atLeast, Function<Decoder, T> reader) {
    List<T> values = in.list(atLeast, reader);
    if (values.size() > 1) {
      throw in.malformed("one value at most, not " + values.size());
    }
    return values.stream().findFirst();
  }

  static void encode(Encoder out, Optional<? extends Encodable> value) {
    out.list(value.stream().toList());
  }
}
