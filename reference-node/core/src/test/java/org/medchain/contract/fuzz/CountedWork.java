package org.medchain.contract.fuzz;

import org.medchain.contract.engine.StateWork;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.state.StateTree.StateMeter;

/** Counts what is done to a state (CON-28). */
public final class CountedWork implements StateMeter {
  private long reads;
  private long writes;
  private long bytes;

  @Override
  public void read() {
    reads++;
  }

  @Override
  public void written(int size) {
    writes++;
    bytes += size;
  }

  /** The same state, every access to which is counted here. */
  public WorldState watch(WorldState state) {
    return WorldState.of(state.tree().metered(this));
  }

  /** Since this was made. */
  public StateWork sum() {
    return new StateWork(reads, writes, bytes);
  }

  /** The same state, watched no longer. */
  static WorldState unwatched(WorldState state) {
    return WorldState.of(state.tree().metered(StateMeter.NONE));
  }
}
