package org.medchain.contract.engine;

import java.util.OptionalLong;
import org.medchain.data.PublicKey;
import org.medchain.data.RequestId;

/**
 * An order of an operation: its sender, place and time.
 *
 * @param request names sender and sequence
 * @param sender the name of the orderer: the key that signed the request, or, if that replaced
 *     another, the first of them (decision 0242)
 * @param role of the sender
 * @param height of the block
 * @param index of the transaction in the block
 * @param blockTimeMs the time that the block's header says, milliseconds of Unix time (PBFT-3,
 *     POW-3; decision 0194); nothing for a read, for which no block is decided: an operation that
 *     needs the time refuses a read as {@link Outcome#NOT_READ_ONLY}
 */
public record Call(
    RequestId request,
    PublicKey sender,
    Role role,
    long height,
    int index,
    OptionalLong blockTimeMs) {
  /** The time that the block's header says; a read, which has none, is refused. */
  public long timeMs() {
    return blockTimeMs.orElseThrow(Outcome.NOT_READ_ONLY::refusal);
  }
}
