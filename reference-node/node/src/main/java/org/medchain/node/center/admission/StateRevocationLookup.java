package org.medchain.node.center.admission;

import java.math.BigInteger;
import java.util.Optional;
import org.medchain.contract.ChainState;
import org.medchain.contract.registration.Revocation;
import org.medchain.data.PublicKey;

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
  public Optional<Long> certificateRevokedAt(BigInteger serial) {
    return state.revocation(serial).map(Revocation::height);
  }

  @Override
  public Optional<Long> keyRevokedAt(PublicKey key) {
    return state.revokedSince(key);
  }
}
