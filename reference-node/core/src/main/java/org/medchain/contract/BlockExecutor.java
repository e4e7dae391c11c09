package org.medchain.contract;

import org.medchain.contract.engine.WorldState;
import org.medchain.data.Block;

/**
 * Computes the states of a {@link MedicalContract}: pure functions of immutable values, so that
 * several contracts in one process may be given one and the same result (decision 0222).
 */
@FunctionalInterface
public interface BlockExecutor {
  /** Every contract executes for itself. */
  BlockExecutor ALONE = ExecutedBlock::of;

  /**
   * Executes a block on the state after its parent.
   *
   * @throws IllegalStateException if points were made or lost (INC-3)
   */
  ExecutedBlock execute(WorldState before, Block block);
}
