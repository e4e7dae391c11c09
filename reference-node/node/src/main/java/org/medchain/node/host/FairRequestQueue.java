package org.medchain.node.host;

import java.util.Optional;
import org.medchain.network.Envelope;
import org.medchain.node.transport.PeerLink;
import org.medchain.node.turns.RoundRobinQueue;

/**
 * Unprocessed requests of clients: queued by connection, and taken from the connections in turn, so
 * that a client that floods delays its own requests only (NODE-3). Bounded in number and bytes for
 * each connection, and in bytes for all together: then the connection with most bytes loses its
 * newest, since the numbers of a client's requests go up (NODE-23).
 */
final class FairRequestQueue {
  /** What an envelope takes in the heap besides its bytes. */
  private static final int OVERHEAD_BYTES = 200;

  /**
   * More requests of one connection are dropped, and their senders retransmit them. All together
   * have a sixteenth of a node's usual heap.
   */
  static final RoundRobinQueue.Bounds BOUNDS =
      new RoundRobinQueue.Bounds(8192, 16L << 20, Integer.MAX_VALUE, 64L << 20);

  private final RoundRobinQueue<PeerLink, Envelope> waiting;

  /**
   * Something that came.
   *
   * @param from the connection by which it came
   */
  record ReceivedEnvelope(Envelope envelope, PeerLink from) {}

  /** An empty queue. */
  FairRequestQueue(RoundRobinQueue.Bounds bounds) {
    this.waiting = new RoundRobinQueue<>(bounds, RoundRobinQueue.Loser.NEWEST);
  }

  /** Keeps what came; false if too much of its connection waits: then it is dropped. */
  boolean add(Envelope envelope, PeerLink from) {
    return waiting.add(from, envelope, (long) envelope.size() + OVERHEAD_BYTES).kept();
  }

  /** Takes the first of the connection whose turn it is. */
  Optional<ReceivedEnvelope> poll() {
    return waiting.poll().map(next -> new ReceivedEnvelope(next.value(), next.sender()));
  }

  /** The connection ended: its waiting requests are dropped. */
  void closed(PeerLink from) {
    waiting.removeIf(from, envelope -> true);
  }

  int size() {
    return waiting.size();
  }

  /** What waits takes of the heap. */
  long bytes() {
    return waiting.bytes();
  }
}
