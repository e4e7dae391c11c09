package org.medchain.node.host;

import org.medchain.consensus.Certificate;
import org.medchain.consensus.ExecutionResult;
import org.medchain.contract.MedicalContract;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.node.storage.StateIndex;

/**
 * Tells the index of the ledger how far the execution is (STO-5); is called after the ledger.
 *
 * @param ledger its blocks in memory are not executed again for the index
 */
record StateIndexUpdater(StateIndex index, MedicalContract contract, ExecutedLedger ledger)
    implements HostObserver {
  @Override
  public void executed(Block block, Certificate certificate, ExecutionResult execution) {
    // A block that may be undone is not indexed.
    if (ledger.blockAt(block.height()).isPresent()) {
      index.reached(block.height(), ledger::effectAt);
    }
  }

  @Override
  public void restored(long height, Hash block) {
    index.stateLoaded(height, block, contract.state());
  }
}
