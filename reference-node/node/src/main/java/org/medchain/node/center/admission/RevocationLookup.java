package org.medchain.node.center.admission;

import java.math.BigInteger;
import java.util.Optional;
import org.medchain.data.PublicKey;

/**
 * Looks up revocations on the ledger, for admission policies (ROLE-2). May be asked by any thread.
 */
public interface RevocationLookup {
  /** Height of the block from which on the certificate counts no longer; nothing if it counts. */
  Optional<Long> certificateRevokedAt(BigInteger serial);

  /** Height of the block from which on the key counts no longer; nothing if it counts. */
  Optional<Long> keyRevokedAt(PublicKey key);
}
