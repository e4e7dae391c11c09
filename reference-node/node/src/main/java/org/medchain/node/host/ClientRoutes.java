package org.medchain.node.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.medchain.data.PublicKey;
import org.medchain.node.transport.Link;

/**
 * By which connections the senders of requests can be reached: those by which their requests came.
 * Whoever passes on somebody's request hears the answer too, and can keep nobody else from it.
 */
final class ClientRoutes {
  /** So that strangers' keys cannot fill memory. */
  private static final int MOST_SENDERS = 65_536;

  /** An agency may have several connections; more would let one request cost many answers. */
  private static final int MOST_LINKS = 4;

  private final Map<PublicKey, List<Link>> links =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PublicKey, List<Link>> eldest) {
          return size() > MOST_SENDERS;
        }
      };

  /** A request of {@code sender} came by this connection. */
  void came(PublicKey sender, Link link) {
    List<Link> known = links.get(sender);
    if (known == null) {
      links.put(sender, new ArrayList<>(List.of(link)));
    } else if (!known.contains(link)
        && (isClient(link) || known.stream().noneMatch(this::isClient))) {
      // A backup that passes a request on is no way to its client as long as there is a nearer one.
      known.removeIf(each -> isClient(link) && !isClient(each));
      if (known.size() == MOST_LINKS) {
        known.removeFirst();
      }
      known.add(link);
    }
  }

  private boolean isClient(Link link) {
    return !link.peer().role().isNode();
  }

  /** The ways to this sender; none if nothing came from it. */
  List<Link> to(PublicKey sender) {
    return links.getOrDefault(sender, List.of());
  }

  /** The connection ended. */
  void closed(Link link) {
    links.values().forEach(each -> each.remove(link));
    links.values().removeIf(List::isEmpty);
  }
}
