package org.medchain.node.host;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import org.medchain.network.Envelope;
import org.medchain.node.transport.PeerLink;

/**
 * Unprocessed requests of clients: queued by connection, and taken from the connections in turn, so
 * that a client that floods delays its own requests only (NODE-3).
 */
final class FairRequestQueue {
  private final int maxPerConnection;
  private final Map<PeerLink, Queue<Envelope>> waiting = new LinkedHashMap<>();
  private final Deque<PeerLink> roundRobin = new ArrayDeque<>();
  private int size;

  /**
   * Something that came.
   *
   * @param from the connection by which it came
   */
  record ReceivedEnvelope(Envelope envelope, PeerLink from) {}

  /** An empty queue with this limit for each connection. */
  FairRequestQueue(int mostEach) {
    this.maxPerConnection = mostEach;
  }

  /** Keeps what came; false if too much of its connection waits: then it is dropped. */
  boolean add(Envelope envelope, PeerLink from) {
    Queue<Envelope> own = waiting.computeIfAbsent(from, fresh -> new ArrayDeque<>());
    if (own.size() >= maxPerConnection) {
      return false;
    }
    if (own.isEmpty()) {
      roundRobin.addLast(from);
    }
    own.add(envelope);
    size++;
    return true;
  }

  /** Takes the first of the connection whose turn it is. */
  Optional<ReceivedEnvelope> poll() {
    PeerLink from = roundRobin.pollFirst();
    if (from == null) {
      return Optional.empty();
    }
    Queue<Envelope> own = waiting.get(from);
    Envelope envelope = own.remove();
    size--;
    if (!own.isEmpty()) {
      roundRobin.addLast(from);
    }
    return Optional.of(new ReceivedEnvelope(envelope, from));
  }

  /** The connection ended: its waiting requests are dropped. */
  void closed(PeerLink from) {
    Queue<Envelope> own = waiting.remove(from);
    if (own != null) {
      size -= own.size();
      roundRobin.remove(from);
    }
  }

  int size() {
    return size;
  }
}
