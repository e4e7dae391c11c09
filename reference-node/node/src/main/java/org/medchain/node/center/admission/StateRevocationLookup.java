package org.medchain.node.center.admission;

import java.util.Optional;
import java.util.function.Supplier;
import org.medchain.contract.ChainState;
import org.medchain.node.transport.Peer;

/**
 * Revocations, for a process that holds the state: by the state that its services read, so that
 * none of them answers by a block that revoked the caller (CA-8, CON-23).
 *
 * @param state the last one, which is immutable; for any thread
 */
public record StateRevocationLookup(Supplier<ChainState> state) implements RevocationLookup {
  @Override
  public Optional<String> refusal(Peer peer) {
    ChainState now = state.get();
    return now.revocation(peer.serial())
        .map(each -> "the certificate was revoked at height " + each.height())
        .or(
            () ->
                now.revokedSince(peer.key())
                    .map(height -> "the key was revoked at height " + height));
  }
}
