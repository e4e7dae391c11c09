package org.medchain.comparison.theory;

import org.medchain.simulation.Simulation;

/** Ends a run from within: its observer has seen all that counts, and the rest changes nothing. */
final class EarlyStop extends RuntimeException {
  EarlyStop() {
    super(null, null, false, false);
  }

  /** Runs a simulation until its observer throws this, or until its end. */
  static void run(Simulation simulation, long endNs) {
    try {
      simulation.run(endNs);
    } catch (EarlyStop e) {
      return; // as it was meant to be
    }
  }
}
