package org.medchain.contract.engine;

import java.util.Optional;
import java.util.function.Function;
import org.medchain.data.Bytes;
import org.medchain.data.Decoder;

/**
 * One entry of the state that a light client can have proved: its key, and how to decode its value
 * (LIGHT-6). Absence has a meaning as well: not registered, no such record, no right, 0 points, not
 * revoked.
 *
 * @param <T> what is read
 * @param key in the {@link org.medchain.data.state.StateTree}
 * @param reader of the value
 */
public record StateEntry<T>(Bytes key, Function<Decoder, T> reader) {
  /**
   * The decoded value.
   *
   * @throws org.medchain.data.MalformedInput if it is not a value of this entry
   */
  public T read(Bytes value) {
    return Decoder.decode(value, reader);
  }

  /** The value of this entry in a state. */
  public Optional<T> in(WorldState state) {
    return state.get(key).map(this::read);
  }
}
