package org.medchain.comparison;

import java.util.List;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.simulation.SimulationObserver;

/** Counts how often a node loads a state that another node sent; its own snapshots are no such. */
final class TransferWatch implements SimulationObserver {
  private long transfers;

  @Override
  public void stepped(String party, long atNs, Input input, List<Output> outputs) {
    for (Output output : outputs) {
      if (output instanceof Output.Restore restore && restore.state().isPresent()) {
        transfers++;
      }
    }
  }

  /** States loaded so far. */
  long transfers() {
    return transfers;
  }
}
