package org.medchain.comparison;

import java.util.List;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.network.Envelope;
import org.medchain.simulation.observe.SimulationObserver;

/** Reports a run's progress to a {@link TrialHook}, and ends the run when the hook requests it. */
final class TrialHookObserver implements SimulationObserver {
  private static final int STEPS_BETWEEN = 4096;
  private static final double NS_PER_S = 1e9;

  private final TrialCell cell;
  private final TrialHook hook;
  private long steps;
  private long messages;

  TrialHookObserver(TrialCell cell, TrialHook hook) {
    this.cell = cell;
    this.hook = hook;
  }

  @Override
  public void delivered(String party, long atNs, Envelope envelope, int bytes) {
    messages++;
  }

  @Override
  public void stepped(String party, long atNs, Input input, List<Output> outputs) {
    steps++;
    if (steps % STEPS_BETWEEN == 0) {
      if (hook.isCancelled()) {
        throw new TrialCancelled(cell);
      }
      hook.onProgress(atNs / NS_PER_S, messages);
    }
  }
}
