package org.medchain.node.agency;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.network.Membership;
import org.medchain.node.transport.Frame;
import org.medchain.node.transport.Link;

/**
 * To all consensus nodes, as the state names them now (paper §3.1: broadcasts to all; AGENCY-2).
 *
 * @param members as executed here
 * @param links to a node, if it is connected
 * @param self this node's own key: it is not sent to, and counts as reached, since it has the
 *     request
 */
public record AllConsensusNodes(
    Supplier<Membership> members, Function<PublicKey, Optional<Link>> links, PublicKey self)
    implements Outlet {
  @Override
  public int pass(Envelope request) {
    Frame frame = new Frame.Sealed(request);
    int reached = 0;
    for (PublicKey node : members.get().keys()) {
      boolean sent =
          node.equals(self) || links.apply(node).filter(link -> link.send(frame)).isPresent();
      reached += sent ? 1 : 0;
    }
    return reached;
  }

  @Override
  public int answers() {
    Membership now = members.get();
    // Its own replica's answer goes straight to the client.
    return Math.max(1, now.size() - (now.contains(self) ? 1 : 0));
  }
}
