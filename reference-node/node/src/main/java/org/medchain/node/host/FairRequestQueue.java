package org.medchain.node.host;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.medchain.network.Envelope;
import org.medchain.node.transport.PeerLink;

/**
 * Unprocessed requests of clients: queued by connection, and taken from the connections in turn, so
 * that a client that floods delays its own requests only (NODE-3). Bounded in number and bytes for
 * each connection, and in bytes for all together: then the connection with most bytes loses its
 * newest (NODE-23).
 */
final class FairRequestQueue {
  /** What an envelope takes in the heap besides its bytes. */
  private static final int OVERHEAD_BYTES = 200;

  private final QueueBounds bounds;
  private final Map<PeerLink, WaitingEnvelopes> waiting = new LinkedHashMap<>();
  private final Deque<PeerLink> roundRobin = new ArrayDeque<>();
  private int size;
  private long bytes;

  /**
   * The bounds of a queue.
   *
   * @param perConnection requests of one connection
   * @param bytesPerConnection of these
   * @param bytes of all connections together
   */
  record QueueBounds(int perConnection, long bytesPerConnection, long bytes) {
    /**
     * More requests of one connection are dropped, and their senders retransmit them. All together
     * have a sixteenth of a node's usual heap.
     */
    static final QueueBounds DEFAULT = new QueueBounds(8192, 16L << 20, 64L << 20);
  }

  /**
   * Something that came.
   *
   * @param from the connection by which it came
   */
  record ReceivedEnvelope(Envelope envelope, PeerLink from) {}

  /** What waits of one connection. */
  private static final class WaitingEnvelopes {
    private final Deque<Envelope> envelopes = new ArrayDeque<>();
    private long bytes;
  }

  /** An empty queue. */
  FairRequestQueue(QueueBounds bounds) {
    this.bounds = bounds;
  }

  private static long cost(Envelope envelope) {
    return (long) envelope.size() + OVERHEAD_BYTES;
  }

  /** Keeps what came; false if too much of its connection waits: then it is dropped. */
  boolean add(Envelope envelope, PeerLink from) {
    long cost = cost(envelope);
    WaitingEnvelopes own = waiting.computeIfAbsent(from, fresh -> new WaitingEnvelopes());
    if (own.envelopes.size() >= bounds.perConnection()
        || own.bytes + cost > bounds.bytesPerConnection()
        || !makeRoom(cost, own)) {
      return false;
    }
    if (own.envelopes.isEmpty()) {
      roundRobin.addLast(from);
    }
    own.envelopes.add(envelope);
    count(own, 1, cost);
    return true;
  }

  /** Takes from the connection with most, unless that is the one that asks for room. */
  private boolean makeRoom(long cost, WaitingEnvelopes asking) {
    while (bytes + cost > bounds.bytes()) {
      PeerLink most = roundRobin.getFirst();
      for (PeerLink each : roundRobin) {
        most = waiting.get(each).bytes > waiting.get(most).bytes ? each : most;
      }
      WaitingEnvelopes largest = waiting.get(most);
      if (largest.bytes <= asking.bytes + cost) {
        return false;
      }
      count(largest, -1, -cost(largest.envelopes.removeLast()));
      if (largest.envelopes.isEmpty()) {
        roundRobin.remove(most);
      }
    }
    return true;
  }

  private void count(WaitingEnvelopes of, int envelopes, long cost) {
    of.bytes += cost;
    bytes += cost;
    size += envelopes;
  }

  /** Takes the first of the connection whose turn it is. */
  Optional<ReceivedEnvelope> poll() {
    PeerLink from = roundRobin.pollFirst();
    if (from == null) {
      return Optional.empty();
    }
    WaitingEnvelopes own = waiting.get(from);
    Envelope envelope = own.envelopes.remove();
    count(own, -1, -cost(envelope));
    if (!own.envelopes.isEmpty()) {
      roundRobin.addLast(from);
    }
    return Optional.of(new ReceivedEnvelope(envelope, from));
  }

  /** The connection ended: its waiting requests are dropped. */
  void closed(PeerLink from) {
    WaitingEnvelopes own = waiting.remove(from);
    if (own != null) {
      count(own, -own.envelopes.size(), -own.bytes);
      roundRobin.remove(from);
    }
  }

  int size() {
    return size;
  }

  /** What waits takes of the heap. */
  long bytes() {
    return bytes;
  }
}
