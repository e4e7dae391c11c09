package org.medchain.consensus.pbft;

import java.util.TreeMap;
import org.medchain.consensus.ClientTable;
import org.medchain.consensus.pbft.message.CheckpointContext;
import org.medchain.consensus.pbft.message.Epochs;
import org.medchain.consensus.pbft.message.ExecutionRoots;

/**
 * What makes the context of a checkpoint (PBFT-15): a pure function, so that several replicas in
 * one process may be given one and the same result (decision 0228).
 */
@FunctionalInterface
public interface ContextMaker {
  /** Every replica encodes for itself. */
  ContextMaker ALONE =
      (height, roots, epochs, clients) -> CheckpointContext.of(roots, epochs, clients);

  /**
   * The context of a checkpoint.
   *
   * @param height of the checkpoint
   * @param roots of the last heights executed, by height
   * @param epochs who decides the heights above
   * @param clients after the block at that height; it changes with the next one
   */
  CheckpointContext make(
      long height, TreeMap<Long, ExecutionRoots> roots, Epochs epochs, ClientTable clients);
}
