package org.medchain.cluster.calibrate;

import org.medchain.consensus.DeferredBytes;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.StateMachine;
import org.medchain.data.Block;
import org.medchain.data.Bytes;
import org.medchain.data.Hash;
import org.medchain.data.Receipt;
import org.medchain.data.Transaction;

/** A state machine that does what another does; observed calls are overridden. */
class DelegatingStateMachine implements StateMachine {
  private final StateMachine machine;

  DelegatingStateMachine(StateMachine machine) {
    this.machine = machine;
  }

  @Override
  public ExecutionResult apply(Block block) {
    return machine.apply(block);
  }

  @Override
  public void revertTo(long height) {
    machine.revertTo(height);
  }

  @Override
  public long height() {
    return machine.height();
  }

  @Override
  public Hash stateRoot() {
    return machine.stateRoot();
  }

  @Override
  public DeferredBytes snapshot(long height) {
    return machine.snapshot(height);
  }

  @Override
  public Hash restore(long height, Hash block, Hash certified, Bytes content) {
    return machine.restore(height, block, certified, content);
  }

  @Override
  public Receipt read(Transaction request) {
    return machine.read(request);
  }
}
