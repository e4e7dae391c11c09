package org.medchain.node.host;

import java.util.function.Supplier;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.Execution;
import org.medchain.contract.MedicalContract;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.node.center.HeardRevocations;
import org.medchain.node.center.StateRevocations;
import org.medchain.node.transport.Transport;

/**
 * Closes the door to whom a block revoked, at the height of that block (ROLE-2). On the replica's
 * thread, so that nothing of a later height is handled before.
 */
final class Doorkeeper implements HostObserver {
  private final MedicalContract contract;
  private final StateRevocations revocations;
  private final Supplier<Transport> transport;

  Doorkeeper(
      MedicalContract contract, StateRevocations revocations, Supplier<Transport> transport) {
    this.contract = contract;
    this.revocations = revocations;
    this.transport = transport;
  }

  @Override
  public void executed(Block block, Certificate certificate, Execution execution) {
    revocations.update(contract.state());
    if (!HeardRevocations.in(execution.receipts()).isEmpty()) {
      transport.get().reconsider();
    }
  }

  @Override
  public void reverted(long height) {
    revocations.update(contract.state());
  }

  @Override
  public void restored(long height, Hash block) {
    revocations.update(contract.state());
    transport.get().reconsider();
  }
}
