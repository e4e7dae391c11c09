package org.medchain.node.host;

import org.medchain.consensus.Certificate;
import org.medchain.consensus.Execution;
import org.medchain.consensus.QuorumCertificate;
import org.medchain.contract.MedicalContract;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.node.ledger.Decision;
import org.medchain.node.storage.StateIndex;

/**
 * Keeps the index of state and ledger up with the execution (STO-5); it follows on its own thread.
 */
final class LedgerIndexing implements HostObserver {
  private final StateIndex index;
  private final MedicalContract contract;

  LedgerIndexing(StateIndex index, MedicalContract contract) {
    this.index = index;
    this.contract = contract;
  }

  @Override
  public void executed(Block block, Certificate certificate, Execution execution) {
    // What proof of work commits may be undone: there is nothing final to be indexed.
    if (certificate instanceof QuorumCertificate quorum) {
      index.executed(new Decision(block, quorum), execution, contract.state());
    }
  }

  @Override
  public void restored(long height, Hash block) {
    index.standAt(height, block, contract.state());
  }
}
