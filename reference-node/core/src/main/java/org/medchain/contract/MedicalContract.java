package org.medchain.contract;

import java.util.Optional;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.StateMachine;
import org.medchain.consensus.snapshot.DeferredBytes;
import org.medchain.contract.engine.TransactionExecution;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.Argument;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/**
 * The contract layer as consensus sees it (paper §3.2.5): executes committed blocks, one after the
 * other, and can go back (CON-15). States are immutable and share what did not change, so going
 * back is taking the old one; as many as are retained can be returned to, or handed to another node
 * that cannot execute its way there (CON-16).
 */
public final class MedicalContract implements StateMachine {
  /** The default number of heights below the last that a revert can reach, besides the first. */
  public static final int RETAINED_HEIGHTS = 1000;

  private final BlockExecutor executor;
  private final RetainedStates history;

  /** The chain of {@code genesis}, at height 0. */
  public MedicalContract(Genesis genesis) {
    this(genesis, RETAINED_HEIGHTS);
  }

  /** The same, whose states {@code executor} computes. */
  public MedicalContract(Genesis genesis, BlockExecutor executor) {
    this(genesis, RETAINED_HEIGHTS, Long.MAX_VALUE, executor);
  }

  /**
   * The same.
   *
   * @param retainedHeights how many heights under the last can be returned to, 0 or more
   */
  public MedicalContract(Genesis genesis, int retainedHeights) {
    this(genesis, retainedHeights, Long.MAX_VALUE);
  }

  /**
   * The same, bounded in memory too.
   *
   * @param retainedBytes most bytes of the blocks that lead from the lowest retained state to the
   *     last
   */
  public MedicalContract(Genesis genesis, int retainedHeights, long retainedBytes) {
    this(genesis, retainedHeights, retainedBytes, BlockExecutor.ALONE);
  }

  private MedicalContract(
      Genesis genesis, int retainedHeights, long retainedBytes, BlockExecutor executor) {
    this.executor = executor;
    Hash root = genesis.block().header().stateRoot();
    RetainedStates.Point start =
        new RetainedStates.Point(genesis.chain(), 0, root, genesis.state());
    history = new RetainedStates(retainedHeights, retainedBytes, start);
  }

  @Override
  public ExecutionResult apply(Block block) {
    RetainedStates.Point last = history.last();
    Argument.refuseIf(
        block.height() != height() + 1 || !block.parent().equals(last.block()),
        "%s is not the child of the block executed last, at height %s",
        block,
        height());
    ExecutedBlock executed = executor.execute(last.state(), block);
    Hash root = executed.result().stateRoot();
    history.add(
        block.height(),
        new RetainedStates.Point(block.hash(), block.expectedSize(), root, executed.state()));
    return executed.result();
  }

  @Override
  public void revertTo(long height) {
    if (!history.revertTo(height)) {
      throw unknown(height);
    }
  }

  @Override
  public long height() {
    return history.height();
  }

  @Override
  public Hash stateRoot() {
    return history.last().stateRoot();
  }

  /**
   * The whole state after the block at {@code height}: equal states give equal bytes (CON-16).
   *
   * @throws IllegalArgumentException if that state is no longer, or not yet, known
   */
  @Override
  public DeferredBytes snapshot(long height) {
    return DeferredBytes.of(stateAt(height).orElseThrow(() -> unknown(height)).tree());
  }

  /**
   * Loads a given state, instead of executing all blocks up to it (CON-16). Only its root shows
   * whether it is the certified one, so that is computed first, and without making anything of the
   * content (PBFT-35).
   *
   * @return the root of the content; nothing is changed if it is another than the certified one
   * @throws IllegalArgumentException if the height is negative; nothing is changed then
   * @throws org.medchain.data.MalformedInput if the content is not a state; nothing is changed then
   */
  @Override
  public Hash restore(long height, Hash block, Hash certified, Bytes content) {
    return restore(height, block, certified, DeferredBytes.of(content));
  }

  @Override
  public Hash restore(long height, Hash block, Hash certified, DeferredBytes content) {
    Argument.refuseIf(height < 0, "no block has the height %s", height);
    Hash root = content.root();
    if (root.equals(certified)) {
      WorldState state = WorldState.of(content.tree());
      // Lower heights are discarded as well: they may be of another branch.
      history.restart(height, new RetainedStates.Point(block, 0, root, state));
    }
    return root;
  }

  /** The request's receipt if it were executed next, where that changes nothing. */
  @Override
  public Receipt read(Transaction request) {
    return TransactionExecution.read(MedicalModules.REGISTRY, state(), request, height());
  }

  /** The state after the last block executed. */
  public WorldState state() {
    return history.last().state();
  }

  /**
   * The state after the block at {@code height}; nothing if it is not retained or not yet known.
   */
  public Optional<WorldState> stateAt(long height) {
    return history.at(height).map(RetainedStates.Point::state);
  }

  /** The lowest height whose state is retained. */
  public long lowestRetained() {
    return history.lowest();
  }

  private IllegalArgumentException unknown(long height) {
    return new IllegalArgumentException(
        "height " + height + " is not among " + history.lowest() + " to " + height());
  }
}
