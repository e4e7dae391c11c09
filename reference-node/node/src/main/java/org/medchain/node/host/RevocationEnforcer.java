package org.medchain.node.host;

import org.medchain.consensus.Certificate;
import org.medchain.consensus.ExecutionResult;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.registration.RegistrationEvents;
import org.medchain.data.Block;
import org.medchain.data.Hash;

/**
 * Closes the connections of certificates that a block revoked, at the height of that block
 * (ROLE-2). On the replica's thread, so that nothing of a later height is handled before.
 *
 * @param recheck closes the connections that are admitted no longer by the ledger's last state
 */
record RevocationEnforcer(Runnable recheck) implements HostObserver {
  @Override
  public void executed(Block block, Certificate certificate, ExecutionResult execution) {
    boolean revoked =
        execution.receipts().stream()
            .flatMap(receipt -> MedicalModules.events(receipt).stream())
            .anyMatch(RegistrationEvents.CertificatesRevoked.class::isInstance);
    if (revoked) {
      recheck.run();
    }
  }

  @Override
  public void restored(long height, Hash block) {
    recheck.run();
  }
}
