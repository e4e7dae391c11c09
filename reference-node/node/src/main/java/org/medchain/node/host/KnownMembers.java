package org.medchain.node.host;

import java.util.function.Supplier;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.Execution;
import org.medchain.consensus.Replica;
import org.medchain.consensus.pbft.MemberHistory;
import org.medchain.consensus.pbft.PbftReplica;
import org.medchain.contract.Genesis;
import org.medchain.data.Block;

/** Who decided which heights, as this node's replica has it proved; for any thread to ask. */
final class KnownMembers implements HostObserver, Supplier<MemberHistory> {
  private final Replica replica;
  private volatile MemberHistory known;

  KnownMembers(Genesis genesis, Replica replica) {
    this.replica = replica;
    this.known = MemberHistory.of(genesis.chainParameters(), genesis.membership());
  }

  @Override
  public void executed(Block block, Certificate certificate, Execution execution) {
    if (replica instanceof PbftReplica pbft) {
      pbft.introduction().ifPresent(proofs -> known = known.with(proofs));
    }
  }

  @Override
  public MemberHistory get() {
    return known;
  }
}
