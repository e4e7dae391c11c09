package org.medchain.node.transport;

/** A connection after its hello, as seen by other parts. */
final class EstablishedLink implements PeerLink {
  private final Peer peer;
  private final boolean outgoing;
  private final Connection connection;
  private final FrameSendQueue outbox;
  private final LoopFlusher turn;
  private final int maxFrameBytes;
  private final TransportMetrics counts;

  /** Whether the link has ended for calls to the peer; guarded by their {@link PendingCalls}. */
  boolean isClosedForCalls;

  EstablishedLink(
      Peer peer,
      Connection connection,
      FrameSendQueue outbox,
      LoopFlusher turn,
      TransportContext setting) {
    this.peer = peer;
    this.outgoing = connection.outgoing();
    this.connection = connection;
    this.outbox = outbox;
    this.turn = turn;
    this.maxFrameBytes = setting.options().maxFrameBytes();
    this.counts = setting.metrics();
  }

  @Override
  public Peer peer() {
    return peer;
  }

  boolean outgoing() {
    return outgoing;
  }

  Connection connection() {
    return connection;
  }

  @Override
  public boolean send(Frame frame) {
    return send(turn.loop().inEventLoop() ? turn.encodeOnce(frame) : FrameCodec.encode(frame));
  }

  /** Queues a frame that is encoded already. */
  boolean send(byte[] packet) {
    if (packet.length - FrameCodec.LENGTH_BYTES > maxFrameBytes) {
      counts.dropped.increment();
      return false;
    }
    return outbox.offer(packet);
  }

  int queued() {
    return outbox.queued();
  }

  @Override
  public void close(String reason) {
    close(CloseReason.HOST, reason);
  }

  /** Ends the connection; at once if its own thread calls, soon otherwise. */
  void close(CloseReason reason, String text) {
    if (turn.loop().inEventLoop()) {
      connection.end(reason, text);
    } else {
      turn.loop().execute(() -> connection.end(reason, text));
    }
  }

  @Override
  public String toString() {
    return "link to " + peer.key().brief();
  }
}
