package org.medchain.node.transport;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.medchain.data.PublicKey;

/**
 * The open links, at most one for each peer (CONN-6). Of two connections between the same two, that
 * one stays that the peer with the smaller key made: both sides decide alike. Of two made by the
 * same side the newer stays, since no side opens a connection while it has one.
 */
final class LinkTable {
  private final PublicKey own;
  private final int perPeer;
  private final Map<PublicKey, Connection> open = new ConcurrentHashMap<>();
  private final Map<PublicKey, Integer> connectionsPerPeer = new HashMap<>();

  /** The peer that answered last at the place of a dialled peer. */
  private final Map<PublicKey, PublicKey> answered = new ConcurrentHashMap<>();

  LinkTable(PublicKey own, int perPeer) {
    this.own = own;
    this.perPeer = perPeer;
  }

  /**
   * Counts a connection of a certified peer; if this is not refused, {@link #connectionClosed} has
   * to be called once.
   */
  synchronized boolean tryCount(PublicKey peer) {
    int count = connectionsPerPeer.getOrDefault(peer, 0);
    if (count >= perPeer) {
      return false;
    }
    connectionsPerPeer.put(peer, count + 1);
    return true;
  }

  synchronized void connectionClosed(PublicKey peer) {
    connectionsPerPeer.computeIfPresent(peer, (k, count) -> count == 1 ? null : count - 1);
  }

  /**
   * Takes a new link, unless the present one to its peer is to stay.
   *
   * @return which of the two has to be closed
   */
  synchronized Optional<Connection> open(Connection link) {
    Connection old = open.get(link.peer().key());
    if (old != null && preferred(old) && !preferred(link)) {
      return Optional.of(link);
    }
    open.put(link.peer().key(), link);
    return Optional.ofNullable(old);
  }

  private boolean preferred(Connection link) {
    return preferred(own, link.peer().key(), link.outgoing());
  }

  /** Whether the connection that {@code own} made to, or took from, the other is to stay. */
  static boolean preferred(PublicKey own, PublicKey other, boolean outgoing) {
    return outgoing == (own.compareTo(other) < 0);
  }

  synchronized void remove(Connection link) {
    open.remove(link.peer().key(), link);
  }

  Optional<Connection> linkTo(PublicKey peer) {
    return Optional.ofNullable(open.get(peer));
  }

  /** At the address of one peer another one answered, or the peer itself. */
  void answered(PublicKey dialled, PublicKey by) {
    answered.put(dialled, by);
  }

  /** Whether a peer is the one that answered last where {@code dialled} was dialled. */
  boolean isAnsweredBy(PublicKey dialled, PublicKey peer) {
    return answered.getOrDefault(dialled, dialled).equals(peer);
  }

  void forget(PublicKey dialled) {
    answered.remove(dialled);
  }

  /** The link to a peer, or else to the one that answered at its address. */
  Optional<Connection> linkAtAddressOf(PublicKey dialled) {
    return linkTo(dialled).or(() -> linkTo(answered.getOrDefault(dialled, dialled)));
  }

  List<Connection> all() {
    return List.copyOf(open.values());
  }

  int size() {
    return open.size();
  }
}
