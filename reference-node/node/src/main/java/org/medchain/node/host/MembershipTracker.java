package org.medchain.node.host;

import java.util.List;
import java.util.function.Supplier;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.pbft.MembershipHistory;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.contract.Genesis;
import org.medchain.data.Block;

/** Who decided which heights, as this node's replica has it proved; for any thread. */
final class MembershipTracker implements HostObserver, Supplier<MembershipHistory> {
  private final Replica replica;
  private volatile MembershipHistory history;

  MembershipTracker(Genesis genesis, Replica replica) {
    this.replica = replica;
    this.history = MembershipHistory.of(genesis.chainParameters(), genesis.membership());
  }

  /** An epoch begins when a checkpoint is stable; on an idle chain no block follows. */
  @Override
  public void stepped(Input input, List<Output> outputs) {
    if (replica instanceof PbftReplica pbft
        && ViewNumbers.epoch(pbft.view()) != history.current()) {
      update(pbft);
    }
  }

  @Override
  public void executed(Block block, Certificate certificate, ExecutionResult execution) {
    if (replica instanceof PbftReplica pbft) {
      update(pbft);
    }
  }

  private void update(PbftReplica pbft) {
    pbft.membershipProof().ifPresent(proofs -> history = history.with(proofs));
  }

  @Override
  public MembershipHistory get() {
    return history;
  }
}
