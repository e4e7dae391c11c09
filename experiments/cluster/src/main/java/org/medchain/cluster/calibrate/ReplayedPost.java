package org.medchain.cluster.calibrate;

import java.util.List;
import java.util.function.UnaryOperator;
import org.medchain.consensus.Refusal;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.network.Message;
import org.medchain.node.host.Post;
import org.medchain.node.host.Signer;
import org.medchain.node.transport.Frame;
import org.medchain.node.transport.Link;
import org.medchain.node.transport.Transport;

/**
 * Sends what a replayed node says to those who stand for the play's nodes and clients.
 *
 * @param end the key of whoever stands for the holder of another
 */
record ReplayedPost(Signer signer, Transport transport, UnaryOperator<PublicKey> end)
    implements Post {
  @Override
  public void broadcast(Envelope envelope) {
    transport.broadcast(new Frame.Sealed(envelope), transport.links());
  }

  @Override
  public void send(PublicKey to, Envelope envelope) {
    transport.link(end.apply(to)).orElseThrow().send(new Frame.Sealed(envelope));
  }

  @Override
  public void reply(PublicKey to, Message message) {
    send(
        to,
        Envelope.sealWithMacs(signer.macs(), signer.chain(), signer.keys(), message, List.of(to)));
  }

  @Override
  public void heard(PublicKey sender, Link from) {}

  @Override
  public void refuse(Link to, PublicKey sender, Refusal refusal) {}

  @Override
  public void flush() {
    transport.flush();
  }
}
