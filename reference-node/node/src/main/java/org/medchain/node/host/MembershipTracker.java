package org.medchain.node.host;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.medchain.consensus.Certificate;
import org.medchain.consensus.ExecutionResult;
import org.medchain.consensus.Input;
import org.medchain.consensus.Output;
import org.medchain.consensus.Replica;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.consensus.pbft.message.MembershipProof;
import org.medchain.consensus.pbft.message.ViewNumbers;
import org.medchain.contract.Genesis;
import org.medchain.data.Block;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;
import org.medchain.node.admission.PeerStanding;

/** The members that decided each height, as this node's replica has them proved; for any thread. */
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
    if (ViewNumbers.epoch(replica.view()) != history.current()) {
      update();
    }
  }

  @Override
  public void executed(Block block, Certificate certificate, ExecutionResult execution) {
    update();
  }

  private void update() {
    if (replica.membershipProof().orElse(null) instanceof MembershipProof proof) {
      history = history.with(proof);
    }
  }

  @Override
  public MembershipHistory get() {
    return history;
  }

  /**
   * The standing of an open link's owner in this node's ledger (NODE-19). An open link's
   * certificate is valid and not revoked: the transport closes the others (ROLE-7, CONN-15).
   *
   * @param ordered the members by the last executed block, who may take part from a later epoch on
   */
  PeerStanding standing(PublicKey key, Membership ordered) {
    MembershipHistory epochs = history;
    if (epochs.members(epochs.current()).contains(key)) {
      return PeerStanding.MEMBER;
    }
    if (ordered.contains(key)) {
      return PeerStanding.DESIGNATED;
    }
    boolean isFormer =
        IntStream.range(0, epochs.current()).anyMatch(epoch -> epochs.members(epoch).contains(key));
    return isFormer ? PeerStanding.RETIRED : PeerStanding.CERTIFIED;
  }
}
