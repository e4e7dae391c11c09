package org.medchain.node.host;

import org.medchain.consensus.Certificate;
import org.medchain.consensus.ExecutionResult;
import org.medchain.contract.MedicalContract;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.registration.RegistrationEvents;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.node.center.admission.StateRevocationLookup;

/**
 * Closes the connections of certificates that a block revoked, at the height of that block
 * (ROLE-2). On the replica's thread, so that nothing of a later height is handled before.
 */
final class RevocationEnforcer implements HostObserver {
  private final MedicalContract contract;
  private final StateRevocationLookup revocations;
  private final Runnable recheck;

  /** Has {@code recheck} close the connections that are admitted no longer. */
  RevocationEnforcer(
      MedicalContract contract, StateRevocationLookup revocations, Runnable recheck) {
    this.contract = contract;
    this.revocations = revocations;
    this.recheck = recheck;
  }

  @Override
  public void executed(Block block, Certificate certificate, ExecutionResult execution) {
    revocations.update(contract.state());
    boolean revoked =
        execution.receipts().stream()
            .flatMap(receipt -> MedicalModules.events(receipt).stream())
            .anyMatch(RegistrationEvents.CertificatesRevoked.class::isInstance);
    if (revoked) {
      recheck.run();
    }
  }

  @Override
  public void reverted(long height) {
    revocations.update(contract.state());
  }

  @Override
  public void restored(long height, Hash block) {
    revocations.update(contract.state());
    recheck.run();
  }
}
