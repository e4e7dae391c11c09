package org.medchain.contract;

import org.medchain.data.PublicKey;
import org.medchain.data.StateKey;

/**
 * Where the state has what every transaction's execution asks about its sender. A block has many
 * transactions of few senders, and these are hashed once for each.
 *
 * @param role what the sender is registered as
 * @param departure that it left (GAME-7)
 * @param revocation that its key was revoked (CON-23)
 * @param requests which of its requests were executed (CON-3)
 */
record SenderKeys(StateKey role, StateKey departure, StateKey revocation, StateKey requests) {
  static SenderKeys of(PublicKey sender) {
    return new SenderKeys(
        StateKey.of(ChainState.roleKey(sender)),
        StateKey.of(IncentiveState.departureKey(sender)),
        StateKey.of(Revocations.keyKey(sender)),
        StateKey.of(ChainState.requestsKey(sender)));
  }
}
