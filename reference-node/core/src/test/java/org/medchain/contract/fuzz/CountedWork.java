package org.medchain.contract.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalLong;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.TestChain;
import org.medchain.contract.engine.Event;
import org.medchain.contract.engine.Operation;
import org.medchain.contract.engine.Outcome;
import org.medchain.contract.engine.StateWork;
import org.medchain.contract.engine.TransactionExecution;
import org.medchain.contract.engine.WorldState;
import org.medchain.data.KeyPair;
import org.medchain.data.Transaction;
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

  /** What an order would do in the next block, which is in its bound; adds its events. */
  static StateWork of(TestChain chain, KeyPair sender, Operation operation, List<Event> events) {
    CountedWork counted = new CountedWork();
    Transaction order = chain.as(sender).sign(900, operation);
    TransactionExecution.Step step =
        new TransactionExecution(
                MedicalModules.REGISTRY, chain.contract().height() + 1, OptionalLong.of(1))
            .execute(counted.watch(chain.state()), order, 0);
    assertThat(Outcome.of(step.receipt())).isEqualTo(Outcome.OK);
    events.addAll(MedicalModules.events(step.receipt()));
    StateWork bound = FuzzBounds.of(chain.state(), order, operation.type(), List.copyOf(events));
    assertThat(bound.covers(counted.sum())).as("%s of %s", counted.sum(), bound).isTrue();
    return counted.sum();
  }

  /** The same state, watched no longer. */
  static WorldState unwatched(WorldState state) {
    return WorldState.of(state.tree().metered(StateMeter.NONE));
  }
}
