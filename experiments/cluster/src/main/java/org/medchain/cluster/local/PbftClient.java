package org.medchain.cluster.local;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetSocketAddress;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.medchain.consensus.Output;
import org.medchain.consensus.pbft.PbftClientSession;
import org.medchain.consensus.pbft.message.PbftMessages;
import org.medchain.contract.Genesis;
import org.medchain.data.KeyPair;
import org.medchain.data.PublicKey;
import org.medchain.data.SignatureScheme;
import org.medchain.data.Transaction;
import org.medchain.data.X25519MacScheme;
import org.medchain.network.Authenticator;
import org.medchain.network.Envelope;
import org.medchain.network.MessageRegistry;
import org.medchain.node.host.HostClock;
import org.medchain.node.host.MemberTransport;
import org.medchain.node.host.SessionHost;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.ConnectionLoop;
import org.medchain.node.transport.LinkListener;
import org.medchain.node.transport.PeerLink;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.Transport;
import org.medchain.node.transport.TransportOptions;

/**
 * A certified agency's connections to all consensus nodes, and a session for the senders that use
 * it: one of PBFT's client sides, for measurements. For one thread, that of connections.
 */
public final class PbftClient implements LinkListener, AutoCloseable {
  private final SimpleMeterRegistry meterSet = new SimpleMeterRegistry();
  private final Transport transport;
  private final SessionHost session;

  /**
   * A client without connections.
   *
   * @param senders whose requests it sends
   * @param retransmitNs after which it retransmits
   * @param sealing what becomes of a message before it is sent
   * @param accepted gets each request that is final
   */
  public PbftClient(
      ConnectionLoop loop,
      Genesis genesis,
      Identity identity,
      SignatureScheme scheme,
      List<KeyPair> senders,
      long retransmitNs,
      UnaryOperator<Envelope> sealing,
      Consumer<Output.Accepted> accepted) {
    NodesNetwork network = new NodesNetwork();
    transport =
        MemberTransport.ofClient(
            TransportOptions.defaults(),
            loop,
            identity,
            genesis,
            EnumSet.of(PeerRole.CONSENSUS_NODE),
            this,
            meterSet);
    network.attach(transport);
    session =
        new SessionHost(
            loop,
            HostClock.system(),
            new PbftClientSession(genesis.membership(), retransmitNs),
            new Authenticator(
                genesis.chain(),
                scheme,
                new MessageRegistry(PbftMessages.all()),
                new X25519MacScheme(),
                senders),
            network.sending(sealing),
            accepted,
            each -> {},
            each -> {});
  }

  /** Keeps connections to these nodes from now on. */
  public void connect(Map<PublicKey, InetSocketAddress> nodes) {
    nodes.forEach(transport::connect);
  }

  /** How many connections it has. */
  public int connections() {
    return transport.links().size();
  }

  /** Has a request ordered; on the connections' thread. */
  public void submit(Transaction request) {
    session.submit(request);
  }

  /** Received traffic of its connections so far: {@code frames} or {@code bytes}. */
  public long received(String what) {
    return meterSet
        .find("medchain.transport." + what)
        .tag("direction", "in")
        .functionCounters()
        .stream()
        .mapToLong(each -> (long) each.count())
        .sum();
  }

  @Override
  public void received(PeerLink link, Envelope envelope) {
    session.receive(envelope);
  }

  @Override
  public void close() {
    transport.close();
  }
}
