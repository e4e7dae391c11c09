package org.medchain.node.light;

import java.util.function.Function;

/**
 * What a light client knows and need not believe: shown by a proof under headers that a quorum
 * certified.
 *
 * @param <T> of what
 * @param value what was shown
 * @param header height of the header that the proof led to; a state is the one of W heights before
 * @param timestampMs of that header, milliseconds of Unix time: whether it is fresh enough is for
 *     the asker to say
 */
public record ProvenValue<T>(T value, long header, long timestampMs) {
  /** The same with what follows from the value. */
  public <R> ProvenValue<R> map(Function<T, R> reading) {
    return new ProvenValue<>(reading.apply(value), header, timestampMs);
  }
}
