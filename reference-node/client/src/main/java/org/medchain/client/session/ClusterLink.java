package org.medchain.client.session;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.medchain.consensus.Output;
import org.medchain.consensus.ProtocolFactory;
import org.medchain.consensus.QuorumSizes;
import org.medchain.contract.Genesis;
import org.medchain.data.Bytes;
import org.medchain.data.PublicKey;
import org.medchain.data.Transaction;
import org.medchain.data.X25519MacScheme;
import org.medchain.network.Authenticator;
import org.medchain.network.MessageRegistry;
import org.medchain.node.admission.RevocationLookup;
import org.medchain.node.agency.AgencyLatencyProbe;
import org.medchain.node.agency.ClientRequestRouter;
import org.medchain.node.agency.NearestAgencySelector;
import org.medchain.node.agency.NearestAgencySelector.SelectionSettings;
import org.medchain.node.agency.client.AgencyClient;
import org.medchain.node.agency.client.Polling;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.node.host.HostedProtocol;
import org.medchain.node.host.MemberTransport;
import org.medchain.node.host.SessionHost;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.ConnectionLoop;
import org.medchain.node.transport.Peer;
import org.medchain.node.transport.PeerLink;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.RefusedException;
import org.medchain.node.transport.RpcClient;
import org.medchain.node.transport.RpcMethod;
import org.medchain.node.transport.RpcService;
import org.medchain.node.transport.Transport;
import org.medchain.node.transport.TransportOptions;

/**
 * One participant's connections: requests go to the nearest agency and from there to the nodes, and
 * to all nodes where the agency does not deliver; the answers of f + 1 nodes count (AGENCY-5).
 */
public final class ClusterLink implements AutoCloseable {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration AGENCY = Duration.ofSeconds(2);
  private static final long ANSWER_S = 40;

  /** One is open at a time, and those whose results came too late. */
  private static final int MAX_OPEN = 16;

  private static final long PROBE_MS = 250;
  private static final long POLL_MS = 10;

  private final ConnectionLoop loop = new ConnectionLoop("participant");
  private final AtomicReference<Transport> transport = new AtomicReference<>();
  private final ClientRequestRouter route;
  private final AgencyClient client;
  private final AtomicReference<Optional<PublicKey>> asked =
      new AtomicReference<>(Optional.empty());
  private final AtomicReference<String> rejected = new AtomicReference<>("");
  private final List<PublicKey> named;

  /**
   * Begins to connect.
   *
   * @param services for those who ask this participant; none if it holds nothing
   */
  ClusterLink(Identity identity, Genesis genesis, NodeConfig network, List<RpcService> services) {
    named = network.peers().stream().map(NodeConfig.PeerAddress::key).toList();
    NearestAgencySelector nearest = new NearestAgencySelector(SelectionSettings.DEFAULT);
    route =
        new ClientRequestRouter(
            nearest, key -> connections().link(key), this::nodeLinks, System::nanoTime);
    ProtocolFactory protocol = HostedProtocol.of(network.consensus(), genesis);
    Authenticator authenticator =
        new Authenticator(
            genesis.chain(),
            NativeEd25519.orPortable(),
            new MessageRegistry(protocol.messages()),
            new X25519MacScheme(),
            List.of(identity.ledger()));
    client =
        new AgencyClient(
            loop,
            protocol.client().get(),
            authenticator,
            new SessionHost.SessionNetwork(route::broadcast, route::send),
            MAX_OPEN,
            (node, reason) -> rejected.set("; a node sent what is rejected: " + reason));
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    transport.set(
        services.isEmpty()
            ? MemberTransport.ofClient(
                TransportOptions.defaults(),
                loop,
                identity,
                genesis,
                EnumSet.of(PeerRole.CONSENSUS_NODE, PeerRole.FOLLOWING_NODE, PeerRole.ENTITY),
                client,
                meters)
            : MemberTransport.ofServer(
                loop,
                identity,
                genesis,
                InstantSource.system(),
                RevocationLookup.NONE, // Its answers are encrypted.
                client,
                services,
                meters));
    network.peers().forEach(each -> connections().connect(each.key(), each.address()));
    new AgencyLatencyProbe(nearest, route, connections(), loop, System::nanoTime).start(PROBE_MS);
  }

  /** To nodes, and to holders without a node. */
  Transport connections() {
    return transport.get();
  }

  private List<PeerLink> nodeLinks() {
    return connections().links().stream().filter(each -> each.peer().role().isNode()).toList();
  }

  /** Takes connections, of readers; where. */
  public InetSocketAddress listen(InetSocketAddress address) throws IOException {
    return connections().listen(address);
  }

  /** Connects to a holder that is not a node, besides the nodes. */
  public void connect(PublicKey holder, InetSocketAddress address)
      throws IOException, InterruptedException {
    connections().connect(holder, address);
    if (!Polling.until(CONNECT, POLL_MS, () -> connections().link(holder).isPresent())) {
      throw new IOException(
          "no holder with this key can be reached at %s:%s"
              .formatted(address.getHostString(), address.getPort()));
    }
  }

  /** Calls whose replies are proved: to the node that was chosen, if one was. */
  RpcClient reads() {
    return new RpcClient() {
      @Override
      public List<Peer> peers() {
        Stream<Peer> all = connections().peers().stream();
        return all.filter(each -> asked.get().stream().allMatch(each.key()::equals)).toList();
      }

      @Override
      public CompletableFuture<Bytes> call(PublicKey peer, RpcMethod topic, Bytes question) {
        return connections().call(peer, topic, question);
      }
    };
  }

  /** From now on only this node is asked for ledger data. */
  public void ask(PublicKey node) {
    asked.set(Optional.of(node));
  }

  /** The nodes that are connected now. */
  List<PublicKey> connected() {
    return nodeLinks().stream().map(each -> each.peer().key()).toList();
  }

  /** Those and the ones that the network's files name. */
  public Set<PublicKey> known() {
    Set<PublicKey> known = new LinkedHashSet<>(named);
    known.addAll(connected());
    return known;
  }

  /** The agency that requests go to; empty if they go to all nodes. */
  Optional<PublicKey> agency() throws InterruptedException {
    try {
      return loop.submit((Callable<Optional<PublicKey>>) route::agency).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /**
   * Waits until a quorum of the nodes is connected, or what there is after some seconds, and for an
   * agency.
   *
   * @throws IOException if no node can be reached
   */
  void await() throws IOException, InterruptedException {
    int quorum = new QuorumSizes(named.size()).size();
    var unusedAll = Polling.until(CONNECT, POLL_MS, () -> nodeLinks().size() >= quorum);
    if (nodeLinks().isEmpty()) {
      throw new IOException(
          "none of the "
              + named.size()
              + " nodes can be reached, or admits this key; is the cluster running?");
    }
    var unusedAgency = Polling.until(AGENCY, POLL_MS, () -> agency().isPresent());
  }

  /**
   * Has a request ordered.
   *
   * @throws RefusedException if f + 1 nodes do not take it; with the reason
   * @throws IOException if its result is not known in time
   */
  Output.Accepted submit(Transaction request)
      throws IOException, RefusedException, InterruptedException {
    return await(client.submit(request));
  }

  /** The same without being ordered, if that is possible. */
  Output.Accepted read(Transaction request)
      throws IOException, RefusedException, InterruptedException {
    return await(client.read(request));
  }

  private Output.Accepted await(CompletableFuture<Output.Accepted> answer)
      throws IOException, RefusedException, InterruptedException {
    try {
      return answer.get(ANSWER_S, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw new RefusedException(e.getCause().getMessage());
    } catch (TimeoutException e) {
      answer.cancel(false);
      throw new IOException(
          "no result in %s s%s; the same command sends the same request again"
              .formatted(ANSWER_S, rejected.getAndSet("")),
          e);
    }
  }

  @Override
  public void close() {
    client.close();
    connections().close();
    loop.close();
  }
}
