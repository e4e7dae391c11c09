package org.medchain.contract.engine;

import java.util.stream.Stream;
import org.medchain.data.Decoder;

/** A constant that encodings name by a number of one byte: never reused, never renumbered. */
public interface Coded {
  /** The number. */
  int code();

  /** Reads the number of one of a type's constants. */
  static <C extends Coded> C decode(Class<C> type, Decoder in) {
    int code = in.uint8();
    return Stream.of(type.getEnumConstants())
        .filter(each -> each.code() == code)
        .findFirst()
        .orElseThrow(() -> in.malformed("no " + type.getSimpleName() + " has the code " + code));
  }
}
