package org.medchain.cluster.local;

import io.netty.channel.EventLoop;
import java.util.List;
import java.util.function.UnaryOperator;
import org.medchain.consensus.ProtocolFactory;
import org.medchain.contract.Genesis;
import org.medchain.data.KeyPair;
import org.medchain.data.X25519MacScheme;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.MessageRegistry;
import org.medchain.node.agency.client.AgencyClient;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.node.host.HostedProtocol;
import org.medchain.node.host.SessionHost;
import org.medchain.node.transport.Transport;

/** A client's own connections: a request goes to all nodes, as the agency spreads it (paper §4). */
public final class NodesNetwork {
  private volatile Transport transport;

  /**
   * The client that sends here.
   *
   * @param loop the thread of connections, which runs the session
   * @param senders whose requests it sends
   */
  public AgencyClient client(
      EventLoop loop, Genesis genesis, ConsensusConfig consensus, List<KeyPair> senders) {
    ProtocolFactory protocol = HostedProtocol.of(consensus, genesis);
    return new AgencyClient(
        loop,
        protocol.client().get(),
        new Authenticator(
            genesis.chain(),
            NativeEd25519.orPortable(),
            new MessageRegistry(protocol.messages()),
            new X25519MacScheme(),
            senders),
        sending(UnaryOperator.identity()),
        Integer.MAX_VALUE,
        (node, reason) -> {});
  }

  /** To be called before anything is submitted. */
  public void attach(Transport connections) {
    transport = connections;
  }

  /** The way of a session's messages, as {@code sealing} makes each. */
  SessionHost.SessionNetwork sending(UnaryOperator<Envelope> sealing) {
    return new SessionHost.SessionNetwork(
        envelope -> {
          Envelope sealed = sealing.apply(envelope);
          transport.links().stream()
              .filter(each -> each.peer().role().isNode())
              .forEach(node -> node.send(sealed));
        },
        (to, envelope) -> transport.link(to).ifPresent(link -> link.send(sealing.apply(envelope))));
  }
}
