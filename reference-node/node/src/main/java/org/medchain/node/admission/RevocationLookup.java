package org.medchain.node.admission;

import java.util.Optional;
import java.util.function.Supplier;
import org.medchain.contract.engine.WorldState;
import org.medchain.contract.registration.Registration;
import org.medchain.node.transport.Peer;

/** Whether a certificate or a key was taken back (ROLE-2). May be asked by any thread. */
public interface RevocationLookup {
  /** Of a client, which holds no ledger and no register. */
  RevocationLookup NONE = peer -> Optional.empty();

  /** Why the certificate or the key of this peer counts no longer; empty if both count. */
  Optional<String> refusal(Peer peer);

  /**
   * For a process that holds the state: by the state that its services read, so that none of them
   * answers by a block that revoked the caller (CA-8, CON-23).
   *
   * @param state the last one, which is immutable; for any thread
   */
  static RevocationLookup byState(Supplier<WorldState> state) {
    return peer -> {
      WorldState now = state.get();
      return Registration.revocation(now, peer.serial())
          .map(each -> "the certificate was revoked at height " + each.height())
          .or(
              () ->
                  Registration.revokedSinceEntry(peer.key())
                      .in(now)
                      .map(height -> "the key was revoked at height " + height));
    };
  }
}
