package org.medchain.client.identity;

import org.medchain.contract.engine.Role;
import org.medchain.data.PublicKey;

/**
 * The public data of an identity: no attribute of the person is in it (PROC-2).
 *
 * @param name what its owner calls it; only on this machine
 * @param role on the ledger
 * @param key its public key
 * @param participant its name on the ledger: the first key of the participant for whom this one
 *     signs; the same key unless it replaced another (CON-32)
 * @param certificateName the name in its certificate, which nodes see
 * @param registered whether the ledger was seen to have it registered
 * @param escrow whether the center made the key, and so can sign with it (REG-7)
 */
public record IdentityCard(
    String name,
    Role role,
    PublicKey key,
    PublicKey participant,
    String certificateName,
    boolean registered,
    boolean escrow) {
  /** One that is not registered yet. */
  public IdentityCard(
      String name, Role role, PublicKey key, String certificateName, boolean escrow) {
    this(name, role, key, key, certificateName, false, escrow);
  }

  /** The same with another role, before it is registered. */
  public IdentityCard as(Role other) {
    return new IdentityCard(name, other, key, participant, certificateName, registered, escrow);
  }

  /** The same after the ledger told that it is registered, and under which name. */
  public IdentityCard asRegistered(PublicKey told) {
    return new IdentityCard(name, role, key, told, certificateName, true, escrow);
  }
}
