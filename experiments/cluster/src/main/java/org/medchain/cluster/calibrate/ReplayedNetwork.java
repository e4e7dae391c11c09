package org.medchain.cluster.calibrate;

import java.util.List;
import java.util.function.UnaryOperator;
import org.medchain.consensus.RequestRejection;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.node.host.MessageSigner;
import org.medchain.node.host.ReplicaNetwork;
import org.medchain.node.transport.Frame;
import org.medchain.node.transport.PeerLink;
import org.medchain.node.transport.Transport;

/**
 * Sends a replayed node's messages to the stand-ins for the run's nodes and clients.
 *
 * @param endpointOf the key of the stand-in for the holder of another
 */
record ReplayedNetwork(
    MessageSigner signer, Transport transport, UnaryOperator<PublicKey> endpointOf)
    implements ReplicaNetwork {
  @Override
  public void broadcast(Envelope envelope) {
    transport.broadcast(new Frame.EnvelopeFrame(envelope), transport.links());
  }

  @Override
  public void send(PublicKey to, Envelope envelope) {
    transport.link(endpointOf.apply(to)).orElseThrow().send(new Frame.EnvelopeFrame(envelope));
  }

  @Override
  public void reply(PublicKey to, Message message) {
    send(
        to,
        Envelope.sealWithMacs(signer.macs(), signer.chain(), signer.keys(), message, List.of(to)));
  }

  @Override
  public void requestReceived(PublicKey sender, PeerLink from) {}

  @Override
  public void refuse(PeerLink to, PublicKey sender, RequestRejection refusal) {}

  @Override
  public void flush() {
    transport.flush();
  }
}
