package org.medchain.node.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.medchain.contract.engine.Operation;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.node.agency.ServedClientRegistry;
import org.medchain.node.agency.ServiceProvisionNode;
import org.medchain.node.ledger.LedgerView;
import org.medchain.node.storage.StateIndex;
import org.medchain.node.transport.RpcService;
import org.medchain.node.transport.Transport;

/**
 * A node's services besides consensus (ROLE-4; paper §4): its information transaction server, its
 * service provision node, and the files that it holds.
 */
final class NodeServices implements AutoCloseable {
  private static final int MAX_SERVED_CLIENTS = 10_000;

  private final NodeResources basis;
  private final ServedClientRegistry servedClients = new ServedClientRegistry(MAX_SERVED_CLIENTS);
  private final ServiceProvisionNode provision;
  private final List<NodeExtension.OpenedExtension> extensions = new ArrayList<>();

  NodeServices(NodeResources basis, LedgerView ledger, StateIndex index, MembershipTracker members)
      throws IOException {
    this.basis = basis;
    provision = new ServiceProvisionNode(ledger, index, members, basis::nowMs);
    for (NodeExtension each : ServiceLoader.load(NodeExtension.class)) {
      extensions.add(
          each.open(basis.self(), basis.config.data(), ledger, basis.meterRegistry.meters()));
    }
  }

  /** All services of the node. */
  List<RpcService> all() {
    List<RpcService> all = new ArrayList<>(provision.services());
    extensions.forEach(each -> all.addAll(each.services()));
    all.add(servedClients);
    return all;
  }

  /** The clients that chose this agency. */
  ServedClientRegistry servedClients() {
    return servedClients;
  }

  /**
   * Begins to look after files and shares of keys.
   *
   * @param orders in this node's name
   */
  void start(Transport transport, Function<Operation, CompletableFuture<Receipt>> orders) {
    extensions.forEach(each -> each.start(transport, () -> holders(transport), orders));
  }

  /** Itself and its peers; a node that was replaced holds files under its new key. */
  private List<PublicKey> holders(Transport transport) {
    return Stream.concat(
            Stream.of(basis.self()),
            basis.config.peers().stream().map(peer -> transport.keyAtAddressOf(peer.key())))
        .toList();
  }

  @Override
  public void close() {
    extensions.forEach(NodeExtension.OpenedExtension::close);
  }
}
