package org.medchain.node.host;

import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.node.transport.PeerLink;

/** Passes all on to another network; a subclass changes what it is about. */
public abstract class ForwardingReplicaNetwork implements ReplicaNetwork {
  private final ReplicaNetwork own;

  /** Passes all on to this one. */
  protected ForwardingReplicaNetwork(ReplicaNetwork own) {
    this.own = own;
  }

  @Override
  public void broadcast(Envelope envelope) {
    own.broadcast(envelope);
  }

  @Override
  public void send(PublicKey to, Envelope envelope) {
    own.send(to, envelope);
  }

  @Override
  public void reply(PublicKey to, Message message) {
    own.reply(to, message);
  }

  @Override
  public void requestReceived(PublicKey sender, PeerLink from) {
    own.requestReceived(sender, from);
  }

  @Override
  public void flush() {
    own.flush();
  }
}
