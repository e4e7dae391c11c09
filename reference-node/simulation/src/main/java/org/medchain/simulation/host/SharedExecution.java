package org.medchain.simulation.host;

import java.util.List;
import java.util.Map;
import org.apache.commons.rng.UniformRandomProvider;
import org.medchain.contract.BlockExecutor;
import org.medchain.contract.ExecutedBlock;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Block;
import org.medchain.data.Hash;
import org.medchain.simulation.model.RandomStreams;

/**
 * A memo of the blocks that the nodes of one run executed last (SIM-40; decision 0222): a node that
 * executes a block on the very state on which another one did gets the outcome of that one, which
 * is immutable. Virtual time is charged as if it had executed.
 *
 * <p>One in {@value #SAMPLE} executions of each node, drawn at random, is done all the same and
 * compared with the shared result: so an execution that is not deterministic stops the run.
 */
public final class SharedExecution {
  /** Most blocks that are kept. */
  private static final int BLOCKS = 256;

  private static final int SAMPLE = 64;

  private final BlockExecutor alone;
  private final RandomStreams random;
  private final Map<Hash, Execution> executions = new NewestEntries<>(BLOCKS);

  private record Execution(WorldState before, ExecutedBlock executed) {}

  /**
   * A memo without content.
   *
   * @param alone executes blocks that are not in it
   * @param random of the run
   */
  public SharedExecution(BlockExecutor alone, RandomStreams random) {
    this.alone = alone;
    this.random = random;
  }

  /** The memo as one node's contracts use it. */
  public BlockExecutor of(int node) {
    UniformRandomProvider sample = random.stream("execution sample", node);
    return (before, block) -> execute(before, block, node, sample.nextInt(SAMPLE) == 0);
  }

  private ExecutedBlock execute(WorldState before, Block block, int node, boolean isSampled) {
    Execution shared = executions.get(block.hash());
    if (shared == null) {
      ExecutedBlock own = alone.execute(before, block);
      executions.put(block.hash(), new Execution(before, own));
      return own;
    }
    boolean isSame = shared.before() == before;
    if (isSame && !isSampled) {
      return shared.executed();
    }
    ExecutedBlock own = alone.execute(before, block);
    if (!isSame && !shared.before().tree().equals(before.tree())) {
      return own;
    }
    // An equal state that came about otherwise (restored, or executed again after a restart) is
    // exchanged for the shared one here, once what follows from it has proved to be the same.
    requireSame(node, block, own.differences(shared.executed()));
    return shared.executed();
  }

  private static void requireSame(int node, Block block, List<String> differences) {
    if (!differences.isEmpty()) {
      throw new IllegalStateException(
          "n"
              + node
              + " executed the block at height "
              + block.height()
              + " otherwise than another node on the same state; what differs: "
              + String.join(", ", differences));
    }
  }
}
