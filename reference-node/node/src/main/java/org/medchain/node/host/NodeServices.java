package org.medchain.node.host;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.medchain.data.PublicKey;
import org.medchain.network.Envelope;
import org.medchain.node.agency.InformationTransactionServer;
import org.medchain.node.agency.ServedClients;
import org.medchain.node.agency.ServiceProvisionNode;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.files.ChunkStore;
import org.medchain.node.files.FileServices;
import org.medchain.node.files.HolderDirectory;
import org.medchain.node.files.LedgerHoldings;
import org.medchain.node.files.Repair;
import org.medchain.node.files.RepairLoop;
import org.medchain.node.files.RepairRules;
import org.medchain.node.ledger.LedgerView;
import org.medchain.node.storage.StateIndex;
import org.medchain.node.transport.Asker;
import org.medchain.node.transport.Link;
import org.medchain.node.transport.Service;

/**
 * What a node does for others besides consensus (ROLE-4; paper §4): its information transaction
 * server, its service provision node, and the files that it holds.
 */
final class NodeServices implements AutoCloseable {
  private static final int MOST_SERVED = 10_000;
  private static final long FILE_QUOTA_BYTES = 64L << 30;

  /** A holder that left so many audits unanswered holds nothing. */
  private static final long MOST_MISSED = 3;

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration REPAIR_EVERY = Duration.ofSeconds(30);

  private final NodeConfig config;
  private final PublicKey self;
  private final LedgerView ledger;
  private final ChunkStore chunks;
  private final ServedClients served = new ServedClients(MOST_SERVED);
  private final ServiceProvisionNode provision;
  private final MeterRegistry meters;
  private Optional<InformationTransactionServer> requests = Optional.empty();
  private Optional<RepairLoop> repair = Optional.empty();

  NodeServices(
      NodeConfig config,
      PublicKey self,
      LedgerView ledger,
      StateIndex index,
      KnownMembers members,
      MeterRegistry meters)
      throws IOException {
    this.config = config;
    this.self = self;
    this.ledger = ledger;
    this.meters = meters;
    Path files = config.data().resolve("files");
    chunks = ChunkStore.open(files, FILE_QUOTA_BYTES, meters);
    provision = new ServiceProvisionNode(ledger, index, members);
  }

  /** All questions that the node answers. */
  List<Service> all() {
    List<Service> all = new ArrayList<>(provision.services());
    all.addAll(FileServices.of(chunks, new LedgerHoldings(ledger, self), meters));
    all.add(served);
    return all;
  }

  /** Who chose this agency. */
  ServedClients served() {
    return served;
  }

  /** Begins to take requests of clients that chose this agency. */
  void takeRequests(InformationTransactionServer server) {
    requests = Optional.of(server);
  }

  /** Whether the information transaction server dealt with what came. On the replica's thread. */
  boolean take(Envelope envelope, Link from) {
    return requests.isPresent() && requests.get().take(envelope, from);
  }

  void closed(Link link) {
    requests.ifPresent(server -> server.closed(link));
  }

  /** Begins to look after the files. */
  void start(Asker asker) {
    List<PublicKey> holders = new ArrayList<>();
    holders.add(self);
    config.peers().forEach(peer -> holders.add(peer.key()));
    HolderDirectory directory =
        HolderDirectory.entrusted(() -> List.copyOf(holders), ledger, MOST_MISSED);
    repair =
        Optional.of(
            RepairLoop.start(
                new Repair(
                    self,
                    chunks,
                    directory,
                    asker,
                    RepairRules.DEFAULT,
                    PATIENCE,
                    new SecureRandom(),
                    meters),
                REPAIR_EVERY));
  }

  @Override
  public void close() {
    repair.ifPresent(RepairLoop::close);
  }
}
