package org.medchain.node.host;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.medchain.contract.engine.Operation;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.node.agency.ServedClientRegistry;
import org.medchain.node.agency.ServiceProvisionNode;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.files.FileRounds;
import org.medchain.node.files.FileRpcServices;
import org.medchain.node.files.RepairSettings;
import org.medchain.node.files.ReplicaRepair;
import org.medchain.node.files.holder.HolderDirectory;
import org.medchain.node.files.holder.HolderDuties;
import org.medchain.node.files.holder.LedgerHoldingPolicy;
import org.medchain.node.files.holder.PieceStore;
import org.medchain.node.files.keys.KeyErasure;
import org.medchain.node.files.keys.KeyReleasePolicy;
import org.medchain.node.files.keys.KeyRpcServices;
import org.medchain.node.files.keys.KeyShareStore;
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
  private static final long FILE_QUOTA_BYTES = 64L << 30;
  private static final long KEY_QUOTA_BYTES = 1L << 30;

  /** A holder with this number of missed audits counts as failed. */
  private static final long MAX_MISSED_AUDITS = 3;

  private static final Duration FILE_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration REPAIR_INTERVAL = Duration.ofSeconds(30);
  private static final Duration DUTIES_INTERVAL = Duration.ofSeconds(1);
  private static final Duration ERASURE_INTERVAL = Duration.ofSeconds(5);

  /** Two looks into the state for each of them. */
  private static final int SHARES_IN_A_ROUND = 4_096;

  private final NodeConfig config;
  private final PublicKey self;
  private final LedgerView ledger;
  private final PieceStore chunks;
  private final KeyShareStore keyShares;
  private final ServedClientRegistry servedClients = new ServedClientRegistry(MAX_SERVED_CLIENTS);
  private final ServiceProvisionNode provision;
  private final MeterRegistry meters;
  private final List<FileRounds> rounds = new ArrayList<>();

  NodeServices(NodeResources basis, LedgerView ledger, StateIndex index, MembershipTracker members)
      throws IOException {
    this.config = basis.config;
    this.self = basis.self();
    this.ledger = ledger;
    this.meters = basis.meterRegistry.meters();
    Path files = config.data().resolve("files");
    chunks = PieceStore.open(files, FILE_QUOTA_BYTES, meters);
    keyShares = KeyShareStore.open(config.data().resolve("keys"), KEY_QUOTA_BYTES);
    meters.gauge("medchain.keys.held.bytes", keyShares, KeyShareStore::bytesHeld);
    provision = new ServiceProvisionNode(ledger, index, members, basis::nowMs);
  }

  /** All services of the node. */
  List<RpcService> all() {
    List<RpcService> all = new ArrayList<>(provision.services());
    all.addAll(FileRpcServices.of(chunks, new LedgerHoldingPolicy(ledger, self), meters));
    all.addAll(KeyRpcServices.of(keyShares, new KeyReleasePolicy(ledger), meters));
    all.add(servedClients);
    return all;
  }

  /** Who chose this agency. */
  ServedClientRegistry servedClients() {
    return servedClients;
  }

  /**
   * Begins to look after files and shares of keys.
   *
   * @param orders in this node's name
   */
  void start(Transport transport, Function<Operation, CompletableFuture<Receipt>> orders) {
    HolderDirectory directory =
        HolderDirectory.entrusted(() -> holders(transport), ledger, MAX_MISSED_AUDITS);
    ReplicaRepair repair =
        new ReplicaRepair(
            self,
            chunks,
            directory,
            transport,
            RepairSettings.DEFAULT,
            FILE_TIMEOUT,
            new SecureRandom(),
            meters);
    HolderDuties duties = new HolderDuties(self, chunks, ledger, orders);
    KeyErasure erasure = new KeyErasure(keyShares, ledger, SHARES_IN_A_ROUND);
    rounds.add(new FileRounds("repair", () -> repair.round(System.nanoTime()), REPAIR_INTERVAL));
    rounds.add(new FileRounds("duties", duties::round, DUTIES_INTERVAL));
    rounds.add(new FileRounds("erasure", erasure::round, ERASURE_INTERVAL));
  }

  /** Itself and its peers; a node that was replaced holds files under its new key. */
  private List<PublicKey> holders(Transport transport) {
    List<PublicKey> holders = new ArrayList<>();
    holders.add(self);
    for (NodeConfig.PeerAddress peer : config.peers()) {
      holders.add(
          transport.linkAtAddressOf(peer.key()).map(link -> link.peer().key()).orElse(peer.key()));
    }
    return List.copyOf(holders);
  }

  @Override
  public void close() {
    rounds.forEach(FileRounds::close);
  }
}
