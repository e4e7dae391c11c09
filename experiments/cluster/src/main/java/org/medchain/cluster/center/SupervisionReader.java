package org.medchain.cluster.center;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.medchain.application.FoundRecord;
import org.medchain.application.HistoryEntry;
import org.medchain.application.HistorySearch;
import org.medchain.application.RecordSearch;
import org.medchain.cluster.local.ClusterFolder;
import org.medchain.cluster.local.OperatorLink;
import org.medchain.consensus.QuorumSizes;
import org.medchain.consensus.inspection.MembershipHistory;
import org.medchain.contract.Genesis;
import org.medchain.contract.MedicalModules;
import org.medchain.contract.center.ConsensusNodes;
import org.medchain.contract.engine.Event;
import org.medchain.data.Hash;
import org.medchain.data.PublicKey;
import org.medchain.data.Receipt;
import org.medchain.experiments.config.UserInputException;
import org.medchain.node.agency.client.AgencyPages;
import org.medchain.node.agency.client.Polling;
import org.medchain.node.config.NodeConfig;
import org.medchain.node.crypto.NativeEd25519;
import org.medchain.node.ledger.CertificateVerifier;
import org.medchain.node.light.LightClient;
import org.medchain.node.light.LightStore;
import org.medchain.node.transport.RefusedException;

/** The ledger as the center's operator reads it: with proofs, and all of it (LIGHT-8). */
final class SupervisionReader implements AutoCloseable {
  private static final String HEADERS = "headers.bin";
  private static final long LIMIT_MS = 10_000;
  private static final long POLL_MS = 20;

  private final OperatorLink nodes;
  private final Genesis genesis;
  private final LightStore headers;
  private final LightClient light;

  SupervisionReader(ClusterFolder folder) throws UserInputException, IOException {
    nodes = new OperatorLink(folder);
    genesis = nodes.genesis();
    NodeConfig network = nodes.network();
    network.peers().forEach(each -> nodes.transport().connect(each.key(), each.address()));
    headers =
        LightStore.openOrMend(
            folder.center().resolve(HEADERS),
            genesis,
            new CertificateVerifier(
                network.consensus().protocol(), genesis.chain(), NativeEd25519.orPortable()),
            System.err::println);
    light = new LightClient(headers, nodes.transport(), LIMIT_MS, lie -> {});
  }

  /**
   * The light client with the newest headers, once a quorum is connected: a single node might hide
   * the newest ones.
   *
   * @throws IOException if no node can be reached
   */
  LightClient connected() throws IOException, InterruptedException {
    MembershipHistory known = light.chain().members();
    int quorum = new QuorumSizes(known.members(known.current()).size()).size();
    Duration limit = Duration.ofMillis(LIMIT_MS);
    var unusedAll = Polling.until(limit, POLL_MS, () -> nodes.transport().links().size() >= quorum);
    if (nodes.transport().links().isEmpty()) {
      throw new IOException("no node can be reached; is the cluster running?");
    }
    long unused = light.sync();
    return light;
  }

  /** The first records of a participant, as f + 1 nodes list them (AGENCY-9). */
  List<Hash> records(PublicKey participant) throws RefusedException, InterruptedException {
    return pages().records(RecordSearch.all().ofPatient(participant)).lines().stream()
        .map(FoundRecord::record)
        .toList();
  }

  /**
   * All that supervision looks at, as f + 1 nodes list it, the newest last; what became of each
   * order is proved, as far as the root over its block's receipts is in a header (CLUSTER-25).
   */
  List<SupervisedOrder> supervised() throws RefusedException, InterruptedException {
    return pages().all(HistorySearch.of(HistorySearch.ofSupervision())).stream()
        .map(this::proved)
        .toList();
  }

  private SupervisedOrder proved(HistoryEntry order) {
    long height = order.place().height();
    String at =
        light
            .chain()
            .headerAt(height)
            .map(header -> Instant.ofEpochMilli(header.timestampMs()).toString())
            .orElse("-");
    boolean rooted = height + genesis.terms().window() <= light.chain().height();
    return new SupervisedOrder(order, at, rooted ? events(order) : Optional.empty());
  }

  /** Nothing if no node proves them: supervision is to see the order all the same. */
  private Optional<List<Event>> events(HistoryEntry order) {
    try {
      Receipt receipt = light.acceptance(order.request()).value();
      return Optional.of(MedicalModules.events(receipt));
    } catch (RefusedException e) {
      return Optional.empty();
    }
  }

  private AgencyPages pages() throws RefusedException {
    return new AgencyPages(
        nodes.transport(),
        Duration.ofMillis(LIMIT_MS),
        light.entry(ConsensusNodes.entry()).value().orElseGet(genesis::membership));
  }

  @Override
  public void close() throws IOException {
    nodes.close();
    headers.close();
  }
}
