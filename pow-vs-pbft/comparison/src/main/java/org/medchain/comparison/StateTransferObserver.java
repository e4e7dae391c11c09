package org.medchain.comparison;

import java.util.List;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.simulation.observe.SimulationObserver;

/** Counts how often a node loads a state that another node sent; its own snapshots are no such. */
final class StateTransferObserver implements SimulationObserver {
  private long transferCount;

  @Override
  public void stepped(String party, long atNs, Input input, List<Output> outputs) {
    for (Output output : outputs) {
      if (output instanceof Output.Restore restore && restore.state().isPresent()) {
        transferCount++;
      }
    }
  }

  /** States loaded so far. */
  long transferCount() {
    return transferCount;
  }
}
