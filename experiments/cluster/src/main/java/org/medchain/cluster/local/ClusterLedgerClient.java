package org.medchain.cluster.local;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.medchain.consensus.Output;
import org.medchain.contract.Genesis;
import org.medchain.contract.Operations;
import org.medchain.contract.engine.Operation;
import org.medchain.data.KeyPair;
import org.medchain.data.Transaction;
import org.medchain.node.agency.client.AgencyClient;
import org.medchain.node.agency.client.Polling;
import org.medchain.node.config.ConsensusConfig;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.node.host.MemberTransport;
import org.medchain.node.identity.Identity;
import org.medchain.node.transport.ConnectionLoop;
import org.medchain.node.transport.PeerRole;
import org.medchain.node.transport.Transport;
import org.medchain.node.transport.TransportOptions;

/**
 * A client of a cluster with connections of its own, for tests and soaks; request numbers are the
 * caller's. May be used by any thread.
 */
public final class ClusterLedgerClient implements AutoCloseable {
  private final ConnectionLoop loop = new ConnectionLoop("client");
  private final Transport transport;
  private final AgencyClient session;
  private final Operations operations;

  /** Connects to these nodes, in the background; the only sender is this identity itself. */
  public ClusterLedgerClient(
      Genesis genesis,
      ConsensusConfig consensus,
      Identity identity,
      List<NodeConfig.PeerAddress> nodes) {
    this(genesis, consensus, identity, List.of(identity.ledger()), nodes);
  }

  /** The same for many senders, as an agency's client has them. */
  public ClusterLedgerClient(
      Genesis genesis,
      ConsensusConfig consensus,
      Identity identity,
      List<KeyPair> senders,
      List<NodeConfig.PeerAddress> nodes) {
    KeyPair keys = identity.ledger();
    operations = new Operations(NativeEd25519.orPortable(), genesis.chain(), keys);
    NodesNetwork network = new NodesNetwork();
    session = network.client(loop, genesis, consensus, senders);
    transport =
        MemberTransport.ofClient(
            TransportOptions.defaults(),
            loop,
            identity,
            genesis,
            EnumSet.of(PeerRole.CONSENSUS_NODE, PeerRole.FOLLOWING_NODE),
            session,
            new SimpleMeterRegistry());
    network.attach(transport);
    nodes.forEach(each -> transport.connect(each.key(), each.address()));
  }

  /** How many nodes it is connected to. */
  public int connected() {
    return transport.links().size();
  }

  /**
   * Waits until this number of nodes are connected.
   *
   * @throws IOException if they are not in time
   */
  public void await(int count, Duration limit) throws IOException, InterruptedException {
    if (!Polling.until(limit, 20, () -> connected() >= count)) {
      throw new IOException("only " + connected() + " of " + count + " nodes are connected");
    }
  }

  /** Has an operation ordered; completes when it is final. */
  public CompletableFuture<Output.Accepted> submit(long sequence, Operation operation) {
    return session.submit(operations.sign(sequence, operation));
  }

  /** Has a signed request of any sender ordered. */
  public CompletableFuture<Output.Accepted> submit(Transaction request) {
    return session.submit(request);
  }

  /** Has a signed request answered without being ordered, if that is possible. */
  public CompletableFuture<Output.Accepted> read(Transaction request) {
    return session.read(request);
  }

  @Override
  public void close() {
    transport.close();
    loop.close();
  }
}
