package org.medchain.node.ledger;

import org.medchain.data.Argument;
import org.medchain.data.Bytes;
import org.medchain.data.Encodable;

/**
 * The question for an entry of the state.
 *
 * @param key of the entry
 * @param header height of the header whose state root the proof has to lead to: the state is the
 *     one after W heights before, the genesis state for a height up to W
 */
public record StateProofRequest(Bytes key, long header) implements Encodable {
  /** Longer keys than this do not occur. */
  public static final int MAX_KEY_SIZE = 512;

  public StateProofRequest {
    Argument.refuseIf(
        header < 0 || key.size() < 1 || key.size() > MAX_KEY_SIZE,
        "a height is 0 or more, a key has 1 to %s bytes",
        MAX_KEY_SIZE);
  }
}
