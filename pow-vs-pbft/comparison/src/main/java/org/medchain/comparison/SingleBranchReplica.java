package org.medchain.comparison;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.data.Hash;

/**
 * A replica of PBFT with more Byzantine nodes than it tolerates (CMP-43): then certificates for two
 * branches may exist, and a correct replica, even inside a Byzantine one, accepts both. Its host
 * can execute one only, so what does not continue that is left undone; the replica's messages to
 * others are unchanged.
 */
final class SingleBranchReplica implements Replica {
  private final Replica replica;
  private Hash head;
  private Hash before;

  /** Of the state that is to be restored; nothing before the first. */
  private Optional<Hash> certified = Optional.empty();

  private boolean torn;

  /**
   * A replica at the genesis block.
   *
   * @param genesis its hash
   */
  SingleBranchReplica(Replica replica, Hash genesis) {
    this.replica = replica;
    this.head = genesis;
    this.before = genesis;
  }

  @Override
  public List<Output> step(Input input) {
    if (input instanceof Input.Restored restored && !restored.stateRoot().equals(certified)) {
      head = before; // nothing was loaded
    }
    List<Output> outputs = new ArrayList<>();
    for (Output output : replica.step(input)) {
      if (isPossible(output)) {
        outputs.add(output);
      }
    }
    return outputs;
  }

  /** Whether it was given a block that does not continue its chain. */
  boolean hasDiverged() {
    return torn;
  }

  private boolean isPossible(Output output) {
    switch (output) {
      case Output.Commit commit -> {
        torn |= !commit.block().parent().equals(head);
        head = torn ? head : commit.block().hash();
      }
      case Output.Restore restore -> {
        before = head;
        head = restore.block();
        certified = Optional.of(restore.stateRoot());
      }
      // A snapshot is of a height that was never executed then.
      case Output.TakeSnapshot take -> {}
      default -> {
        return true;
      }
    }
    return !torn;
  }
}
