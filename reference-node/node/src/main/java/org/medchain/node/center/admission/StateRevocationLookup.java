package org.medchain.node.center.admission;

import java.util.Optional;
import org.medchain.contract.ChainState;
import org.medchain.node.transport.Peer;

/**
 * Revocations, for a process that holds the state: as of the last block that its host reported,
 * after a restart and a state transfer as well (CA-8).
 */
public final class StateRevocationLookup implements RevocationLookup {
  private volatile ChainState state;

  /** As of {@code state}, which is immutable. */
  public StateRevocationLookup(ChainState state) {
    this.state = state;
  }

  /** To be called when a block was executed or reverted, or a state was loaded. */
  public void update(ChainState latest) {
    state = latest;
  }

  @Override
  public Optional<String> refusal(Peer peer) {
    ChainState now = state;
    return now.revocation(peer.serial())
        .map(each -> "the certificate was revoked at height " + each.height())
        .or(
            () ->
                now.revokedSince(peer.key())
                    .map(height -> "the key was revoked at height " + height));
  }
}
