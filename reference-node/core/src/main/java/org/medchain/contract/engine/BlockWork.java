package org.medchain.contract.engine;

import org.medchain.data.state.StateTree.StateMeter;

/**
 * Counts what the transactions of a block did to the state so far (CON-45). A transaction begins
 * only if the block's limit leaves enough for its bound, so their sum stays under the limit.
 */
final class BlockWork implements StateMeter {
  /** Counts nothing. */
  static final BlockWork UNLIMITED = new BlockWork(Long.MAX_VALUE);

  private final long limit;
  private long accesses;
  private long bytes;

  private BlockWork(long limit) {
    this.limit = limit;
  }

  /** Of a new block under this limit; 0 for none. */
  static BlockWork under(long limit) {
    return limit == 0 ? UNLIMITED : new BlockWork(limit);
  }

  /** The same state, every access to which counts here. */
  WorldState watch(WorldState state) {
    return isLimited() ? WorldState.of(state.tree().metered(this)) : state;
  }

  /** The same state, whose accesses count no longer. */
  WorldState leave(WorldState state) {
    return isLimited() ? WorldState.of(state.tree().metered(StateMeter.NONE)) : state;
  }

  private boolean isLimited() {
    return limit < Long.MAX_VALUE;
  }

  /**
   * The operation's result, if there is room for it; a sender that may not order it is told so
   * first.
   */
  Result execute(Call call, WorldState before, Operation operation) {
    OperationType<?> type = operation.type();
    Outcome.NOT_ALLOWED.refuseUnless(type.permissions().roles().contains(call.role()));
    if (isLimited()) {
      require(RequestWindow.BOUND.plus(type.atLeast()));
      require(RequestWindow.BOUND.plus(type.atMost(before, call.sender(), operation)));
    }
    return operation.execute(call, before);
  }

  /** Refuses what may do more than the block has left. */
  void require(StateWork bound) {
    Outcome.BLOCK_FULL.refuseIf(bound.units() > limit - new StateWork(accesses, 0, bytes).units());
  }

  @Override
  public void read() {
    accesses++;
  }

  @Override
  public void written(int size) {
    accesses++;
    bytes += size;
  }
}
