package org.medchain.node.center.admission;

import java.util.Optional;
import org.medchain.node.transport.Peer;

/** Whether a certificate or a key was taken back (ROLE-2). May be asked by any thread. */
public interface RevocationLookup {
  /** Of a client, which holds no ledger and no register. */
  RevocationLookup NONE = peer -> Optional.empty();

  /** Why the certificate or the key of this peer counts no longer; empty if both count. */
  Optional<String> refusal(Peer peer);
}
