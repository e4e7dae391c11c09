package org.medchain.node.host;

import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.node.transport.PeerLink;

/** The way of a replica's or session's messages to others; on the thread that runs it. */
public interface ReplicaNetwork {
  /** To all other nodes that follow consensus. */
  void broadcast(Envelope envelope);

  /** To one node, or to the client that sent requests under this key. */
  void send(PublicKey to, Envelope envelope);

  /** The same, sealed in the cheapest form that convinces only the receiver. */
  void reply(PublicKey to, Message message);

  /** A request of {@code sender} came by this connection: replies to it may go there. */
  void requestReceived(PublicKey sender, PeerLink from);

  /** Queued messages leave now. */
  void flush();
}
