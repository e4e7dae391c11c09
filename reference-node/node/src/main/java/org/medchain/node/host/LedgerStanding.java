package org.medchain.node.host;

import java.util.function.Function;
import java.util.function.Supplier;
import org.medchain.consensus.pbft.MembershipHistory;
import org.medchain.data.PublicKey;
import org.medchain.network.Membership;
import org.medchain.node.admission.PeerStanding;
import org.medchain.node.transport.Peer;

/**
 * How the owner of an open link stands by this node's ledger (NODE-19). An open link's certificate
 * is valid and not revoked: the transport closes the others (ROLE-7, CONN-15). On the replica's
 * thread.
 */
final class LedgerStanding implements Function<Peer, PeerStanding> {
  private final Supplier<MembershipHistory> history;
  private final Supplier<Membership> ordered;

  /**
   * @param history of the epochs, as far as the replica has them proved
   * @param ordered the members by the last executed block, who may take part from a later epoch on
   */
  LedgerStanding(Supplier<MembershipHistory> history, Supplier<Membership> ordered) {
    this.history = history;
    this.ordered = ordered;
  }

  @Override
  public PeerStanding apply(Peer peer) {
    PublicKey key = peer.key();
    MembershipHistory epochs = history.get();
    if (epochs.members(epochs.current()).contains(key)) {
      return PeerStanding.MEMBER;
    }
    if (ordered.get().contains(key)) {
      return PeerStanding.DESIGNATED;
    }
    for (int epoch = 0; epoch < epochs.current(); epoch++) {
      if (epochs.members(epoch).contains(key)) {
        return PeerStanding.RETIRED;
      }
    }
    return PeerStanding.CERTIFIED;
  }
}
