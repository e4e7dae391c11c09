package org.medchain.node.host;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.medchain.data.PublicKey;
import org.medchain.node.transport.PeerLink;

/**
 * By which connections the senders of requests can be reached: those by which their requests came
 * last. A node that relays a client's request gets the reply too, and cannot keep it from others: a
 * connection that brings requests again is the last to go, and each connection's senders push out
 * that connection's own (NODE-22).
 */
final class ClientRoutingTable {
  private static final int MAX_SENDERS = 65_536;

  /** An agency serves many patients; strangers' keys must not fill the table. */
  private static final int MAX_SENDERS_PER_LINK = 16_384;

  /** An agency may have several connections; more would let one request cost many replies. */
  private static final int MAX_LINKS = 4;

  /** The sender that was silent longest comes first; of its links, the same. */
  private final Map<PublicKey, List<PeerLink>> links = new LinkedHashMap<>(16, 0.75f, true);

  private final Map<PeerLink, Set<PublicKey>> senders = new HashMap<>();

  /** A request of {@code sender} came by this connection. */
  void requestReceived(PublicKey sender, PeerLink link) {
    List<PeerLink> known = links.computeIfAbsent(sender, fresh -> new ArrayList<>(1));
    if (!known.isEmpty() && known.getLast().equals(link)) {
      return;
    }
    if (!isClient(link) && known.stream().anyMatch(this::isClient)) {
      // The link of a backup that passes a request on is used only if there is no nearer one.
      return;
    }
    for (PeerLink each : List.copyOf(known)) {
      if (isClient(link) && !isClient(each)) {
        remove(sender, each);
      }
    }
    known.remove(link);
    if (known.size() == MAX_LINKS) {
      remove(sender, known.getFirst());
    }
    known.add(link);
    links.put(sender, known); // its last link may just have gone
    bound(sender, link);
  }

  private void bound(PublicKey sender, PeerLink link) {
    Set<PublicKey> own = senders.computeIfAbsent(link, fresh -> new LinkedHashSet<>());
    own.remove(sender);
    own.add(sender);
    if (own.size() > MAX_SENDERS_PER_LINK) {
      remove(own.iterator().next(), link);
    }
    if (links.size() > MAX_SENDERS) {
      PublicKey silent = links.keySet().iterator().next();
      List.copyOf(links.getOrDefault(silent, List.of())).forEach(each -> remove(silent, each));
    }
  }

  private void remove(PublicKey sender, PeerLink link) {
    List<PeerLink> known = links.getOrDefault(sender, List.of());
    known.remove(link);
    if (known.isEmpty()) {
      links.remove(sender);
    }
    Optional.ofNullable(senders.get(link)).ifPresent(own -> own.remove(sender));
  }

  private boolean isClient(PeerLink link) {
    return !link.peer().role().isNode();
  }

  /** The ways to this sender; none if nothing came from it. */
  List<PeerLink> linksTo(PublicKey sender) {
    return links.getOrDefault(sender, List.of());
  }

  /** The connection ended. */
  void closed(PeerLink link) {
    Set<PublicKey> own = senders.getOrDefault(link, Set.of());
    List.copyOf(own).forEach(sender -> remove(sender, link));
    senders.remove(link);
  }
}
