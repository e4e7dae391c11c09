package org.medchain.node.agency;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;
import org.medchain.node.transport.PeerLink;

/**
 * To all consensus nodes, as the state names them now (paper §3.1: broadcasts to all; AGENCY-2).
 *
 * @param members as executed here
 * @param links to a node, if it is connected
 * @param self this node's own key: it is not sent to, and counts as reached, since it has the
 *     request
 */
public record ConsensusNodesForwarder(
    Supplier<Membership> members, Function<PublicKey, Optional<PeerLink>> links, PublicKey self)
    implements RequestForwarder {
  @Override
  public int forward(Envelope request) {
    int reached = 0;
    for (PublicKey node : members.get().keys()) {
      boolean sent =
          node.equals(self) || links.apply(node).filter(link -> link.send(request)).isPresent();
      reached += sent ? 1 : 0;
    }
    return reached;
  }

  @Override
  public int expectedReplies() {
    Membership now = members.get();
    // Its own replica's answer goes straight to the client.
    return Math.max(1, now.size() - (now.contains(self) ? 1 : 0));
  }
}
