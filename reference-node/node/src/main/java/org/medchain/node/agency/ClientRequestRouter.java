package org.medchain.node.agency;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.node.transport.PeerLink;
import org.medchain.node.turns.RecentEntries;

/**
 * The way of a client's requests (AGENCY-5): to the nearest agency that has taken the client on. If
 * a request has to be sent again, it went wrong there. Then the client sends it to all nodes by
 * itself (0012), and that agency has a rest. All calls come from one thread.
 */
public final class ClientRequestRouter {
  /** Requests that are remembered, to notice those that are sent again. */
  private static final int MAX_RECENT_REQUESTS = 65_536;

  private final NearestAgencySelector nearest;
  private final Function<PublicKey, Optional<PeerLink>> links;
  private final Supplier<? extends Collection<? extends PeerLink>> nodes;
  private final LongSupplier nowNs;
  private final Map<Hash, Boolean> recent = new RecentEntries<>(MAX_RECENT_REQUESTS, false);

  private Optional<PublicKey> active = Optional.empty();

  /**
   * A client whom no agency has taken on yet.
   *
   * @param links to a peer, if it is connected
   * @param nodes links to all nodes that are connected
   * @param nowNs a clock that never goes back
   */
  public ClientRequestRouter(
      NearestAgencySelector nearest,
      Function<PublicKey, Optional<PeerLink>> links,
      Supplier<? extends Collection<? extends PeerLink>> nodes,
      LongSupplier nowNs) {
    this.nearest = nearest;
    this.links = links;
    this.nodes = nodes;
    this.nowNs = nowNs;
  }

  /** The agency that requests go to; empty while they go to all nodes directly. */
  public Optional<PublicKey> agency() {
    return active;
  }

  /** An agency has taken the client on. */
  public void agencyAccepted(PublicKey agency) {
    active = Optional.of(agency);
  }

  /** The agency is not to be relied on for now. */
  public void suspectAgency(PublicKey agency) {
    nearest.failed(agency, nowNs.getAsLong());
    if (active.equals(Optional.of(agency))) {
      active = Optional.empty();
    }
  }

  /** Sends a request for the first time, or again. */
  public void broadcast(Envelope request) {
    boolean again = recent.put(Hash.of(request.body()), true) != null;
    Optional<PublicKey> agency = active;
    if (agency.isPresent()) {
      boolean sent =
          !again && links.apply(agency.get()).filter(link -> link.send(request)).isPresent();
      if (sent) {
        return;
      }
      suspectAgency(agency.get());
    }
    nodes.get().forEach(node -> node.send(request));
  }

  /** Sends something to one node, by the agency if there is no other way. */
  public void send(PublicKey to, Envelope envelope) {
    links.apply(to).or(() -> active.flatMap(links)).ifPresent(link -> link.send(envelope));
  }
}
