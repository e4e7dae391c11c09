package org.medchain.node.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.data.PublicKey;
import org.medchain.node.transport.PeerLink;

/**
 * By which connections the senders of requests can be reached: those by which their requests came.
 * A node that relays a client's request gets the reply too, and cannot keep it from others.
 */
final class ClientRoutingTable {
  /** So that strangers' keys cannot fill memory. */
  private static final int MAX_SENDERS = 65_536;

  /** An agency may have several connections; more would let one request cost many replies. */
  private static final int MAX_LINKS = 4;

  private final Map<PublicKey, List<PeerLink>> links =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PublicKey, List<PeerLink>> eldest) {
          return size() > MAX_SENDERS;
        }
      };

  /** A request of {@code sender} came by this connection. */
  void requestReceived(PublicKey sender, PeerLink link) {
    List<PeerLink> known = links.get(sender);
    if (known == null) {
      links.put(sender, new ArrayList<>(List.of(link)));
    } else if (!known.contains(link)
        && (isClient(link) || known.stream().noneMatch(this::isClient))) {
      // A backup that passes a request on is no way to its client as long as there is a nearer one.
      known.removeIf(each -> isClient(link) && !isClient(each));
      if (known.size() == MAX_LINKS) {
        known.removeFirst();
      }
      known.add(link);
    }
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
    links.values().forEach(each -> each.remove(link));
    links.values().removeIf(List::isEmpty);
  }
}
