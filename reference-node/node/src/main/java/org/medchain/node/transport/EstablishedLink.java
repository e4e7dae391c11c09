package org.medchain.node.transport;

import io.netty.channel.EventLoop;
import org.medchain.network.Envelope;

/** A connection after its hello, as seen by other parts. */
final class EstablishedLink implements PeerLink {
  private final Peer peer;
  private final Connection connection;
  private final FrameSendQueue outbox;
  private final TransportContext setting;
  private final PendingCalls calls;

  EstablishedLink(
      Peer peer, Connection connection, FrameSendQueue outbox, TransportContext setting) {
    this.peer = peer;
    this.connection = connection;
    this.outbox = outbox;
    this.setting = setting;
    this.calls = new PendingCalls(this, setting.options().callsPerPeer());
  }

  @Override
  public Peer peer() {
    return peer;
  }

  boolean outgoing() {
    return connection.outgoing();
  }

  /** Our calls to the peer. */
  PendingCalls calls() {
    return calls;
  }

  @Override
  public boolean send(Envelope envelope) {
    return loop().inEventLoop()
        ? send(setting.turn().encodeOnce(envelope))
        : send(new Frame.EnvelopeFrame(envelope));
  }

  boolean send(Frame frame) {
    return send(FrameCodec.encode(frame));
  }

  private boolean send(byte[] packet) {
    if (packet.length - FrameCodec.LENGTH_BYTES > setting.options().maxFrameBytes()) {
      setting.metrics().dropped.increment();
      return false;
    }
    return outbox.offer(packet);
  }

  int queued() {
    return outbox.queued();
  }

  /** Checks soon whether the peer's certificate is admitted (CONN-15, CONN-18). */
  void recheckAdmission() {
    loop().execute(connection::recheckAdmission);
  }

  @Override
  public void close(String reason) {
    close(CloseReason.HOST, reason);
  }

  /** Ends the connection; at once if its own thread calls, soon otherwise. */
  void close(CloseReason reason, String text) {
    if (loop().inEventLoop()) {
      connection.end(reason, text);
    } else {
      loop().execute(() -> connection.end(reason, text));
    }
  }

  private EventLoop loop() {
    return setting.turn().loop();
  }

  @Override
  public String toString() {
    return "link to " + peer.key().brief();
  }
}
