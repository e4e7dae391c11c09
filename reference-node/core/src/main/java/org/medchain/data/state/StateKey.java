package org.medchain.data.state;

import org.medchain.data.Bytes;
import org.medchain.data.Hash;

/**
 * A key of a {@link StateTree} with its place in it, for callers that read the same key often:
 * hashing it costs more than finding it.
 */
public final class StateKey {
  private final Bytes key;
  private final Hash path;

  private StateKey(Bytes key) {
    this.key = key;
    this.path = Hash.of(key);
  }

  /** The key of these bytes. */
  public static StateKey of(Bytes key) {
    return new StateKey(key);
  }

  /** The key itself. */
  Bytes key() {
    return key;
  }

  /** SHA-256 of it. */
  Hash path() {
    return path;
  }
}
