package org.medchain.contract;

import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.medchain.consensus.Execution;
import org.medchain.consensus.StateMachine;
import org.medchain.data.Block;
import org.medchain.data.Hash;

/**
 * The contract layer as consensus sees it (paper §3.2.5): executes committed blocks, one after the
 * other, and can go back (CON-15). States are immutable and share what did not change, so going
 * back is taking the old one; as many as are retained can be returned to.
 */
public final class MedicalContract implements StateMachine {
  /** How many heights under the last can be returned to unless said otherwise. */
  public static final int RETAINED_HEIGHTS = 1000;

  private final int retainedHeights;
  private final NavigableMap<Long, Point> history = new TreeMap<>();

  /** The chain at one height. */
  private record Point(Hash block, Hash stateRoot, ChainState state) {}

  /** The chain of {@code genesis}, at height 0. */
  public MedicalContract(Genesis genesis) {
    this(genesis, RETAINED_HEIGHTS);
  }

  /**
   * The same.
   *
   * @param retainedHeights how many heights under the last can be returned to, 0 or more
   */
  public MedicalContract(Genesis genesis, int retainedHeights) {
    this.retainedHeights = retainedHeights;
    Hash root = genesis.block().header().stateRoot();
    history.put(0L, new Point(genesis.chain(), root, genesis.state()));
  }

  @Override
  public Execution apply(Block block) {
    Point last = last();
    if (block.height() != height() + 1 || !block.parent().equals(last.block())) {
      throw new IllegalArgumentException(
          block + " is not the child of the block executed last, at height " + height());
    }
    BlockExecution.Result result = BlockExecution.execute(last.state(), block);
    Hash root = result.execution().stateRoot();
    history.put(block.height(), new Point(block.hash(), root, result.state()));
    history.headMap(block.height() - retainedHeights).clear();
    return result.execution();
  }

  @Override
  public void revertTo(long height) {
    if (!history.containsKey(height)) {
      throw new IllegalArgumentException(
          "height " + height + " is not among " + history.firstKey() + " to " + height());
    }
    history.tailMap(height, false).clear();
  }

  @Override
  public long height() {
    return history.lastKey();
  }

  @Override
  public Hash stateRoot() {
    return last().stateRoot();
  }

  /** The state after the last block executed. */
  public ChainState state() {
    return last().state();
  }

  /**
   * The state after the block at {@code height}; nothing if it is not retained or not yet known.
   */
  public Optional<ChainState> stateAt(long height) {
    return Optional.ofNullable(history.get(height)).map(Point::state);
  }

  private Point last() {
    Map.Entry<Long, Point> entry = history.lastEntry();
    return entry.getValue();
  }
}
