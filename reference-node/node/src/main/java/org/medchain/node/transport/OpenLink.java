package org.medchain.node.transport;

import java.util.concurrent.atomic.AtomicInteger;

/** A connection after its greeting, as the others see it. */
final class OpenLink implements Link {
  private final Peer peer;
  private final boolean outgoing;
  private final Connection connection;
  private final Outbox outbox;
  private final Turn turn;
  private final int maxFrameBytes;
  private final Counts counts;

  /** Questions of the peer that have no answer yet. */
  final AtomicInteger underWay = new AtomicInteger();

  OpenLink(Peer peer, Connection connection, Outbox outbox, Turn turn, Setting setting) {
    this.peer = peer;
    this.outgoing = connection.outgoing();
    this.connection = connection;
    this.outbox = outbox;
    this.turn = turn;
    this.maxFrameBytes = setting.options().maxFrameBytes();
    this.counts = setting.counts();
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
    return send(turn.loop().inEventLoop() ? turn.encoding(frame) : FrameCodec.encode(frame));
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
