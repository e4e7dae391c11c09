package org.medchain.node.host;

import org.medchain.consensus.Certificate;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.contract.MedicalContract;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.node.ledger.CertifiedBlock;
import org.medchain.node.storage.StateIndex;

/** Keeps the index of the ledger up with the execution (STO-5); it follows on its own thread. */
final class StateIndexUpdater implements HostObserver {
  private final StateIndex index;
  private final MedicalContract contract;

  StateIndexUpdater(StateIndex index, MedicalContract contract) {
    this.index = index;
    this.contract = contract;
  }

  @Override
  public void executed(Block block, Certificate certificate, ExecutionResult execution) {
    // What proof of work commits may be undone: there is nothing final to be indexed.
    if (certificate instanceof QuorumCertificate quorum) {
      index.blockExecuted(new CertifiedBlock(block, quorum), execution, contract.state());
    }
  }

  @Override
  public void restored(long height, Hash block) {
    index.stateLoaded(height, block, contract.state());
  }
}
