package org.medchain.node.light;

import java.util.function.Function;

/**
 * A value that a light client has verified: by a proof under headers that a quorum certified.
 *
 * @param <T> type of the value
 * @param value that was proved
 * @param header height of the header that the proof led to; a state is the one of W heights before
 * @param timestampMs of that header, milliseconds of Unix time: the caller decides whether it is
 *     fresh enough
 */
public record ProvenValue<T>(T value, long header, long timestampMs) {
  /** The same with what follows from the value. */
  public <R> ProvenValue<R> map(Function<T, R> reading) {
    return new ProvenValue<>(reading.apply(value), header, timestampMs);
  }
}
